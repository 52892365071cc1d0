import { expect, test } from '@jest/globals'
import { compared, hasTerraform } from './cloud-mode.ts'

const present = hasTerraform()
if (!present) console.warn('SKIPPED: terraform is not on PATH; plans were not compared with the real CLI.')

/** `node scripts/compare-plans.ts` compares more of them. */
const SEEDS = 20

;(present ? test : test.skip)(
  'generated plans with schemas are printed as terraform prints them in cloud mode, colours too',
  async () => {
    for await (const { seed, cli, ours } of compared(Array.from({ length: SEEDS }, (_, index) => index + 1)))
      expect({ seed, text: ours }).toEqual({ seed, text: cli })
  },
  240_000
)
