/**
 * Compares how generated plans with schemas are printed, here and by the real `terraform` in cloud mode:
 *
 *     node scripts/compare-plans.ts [COUNT] [FIRST SEED]
 */
import { compared } from '../__tests__/terraform/diff/cloud-mode.ts'

const [count = 300, first = 1] = process.argv.slice(2).map(Number)
const different: number[] = []
for await (const { seed, cli, ours } of compared(Array.from({ length: count }, (_, index) => first + index))) {
  if (cli === ours) continue
  different.push(seed)
  if (different.length === 1)
    console.log(`Terraform prints of plan ${seed}:\n${cli}\n\nThis project prints:\n${ours}\n`)
}
console.log(`${count - different.length} of ${count} plans are printed as Terraform prints them.`)
if (different.length > 0) console.log(`Different: ${different.join(', ')}`)
process.exitCode = different.length === 0 ? 0 : 1
