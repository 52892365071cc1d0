import { expect, test } from '@jest/globals'
import { compared, hasTerraform } from './cloud-mode.ts'
import { comparedPairs } from './local-mode.ts'

const present = hasTerraform()
if (!present) console.warn('SKIPPED: terraform is not on PATH; plans were not compared with the real CLI.')

/** `npm run plans` compares more of them. */
const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1)

;(present ? test : test.skip)(
  'generated plans with schemas are printed as terraform prints them in cloud mode, colours too',
  async () => {
    for await (const { seed, cli, ours } of compared(SEEDS)) expect({ seed, text: ours }).toEqual({ seed, text: cli })
  },
  240_000
)

;(present ? test : test.skip)(
  'generated plans of terraform_data are printed as terraform prints them, colours too',
  async () => {
    for await (const { seed, cli, ours } of comparedPairs(SEEDS))
      expect({ seed, text: ours }).toEqual({ seed, text: cli })
  },
  120_000
)
