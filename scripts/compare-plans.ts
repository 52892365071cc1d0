/**
 * `npm run plans`: compares how plans are printed, here and by the real `terraform`, to the last character and colour. Ends with 1 where they differ.
 *
 *     npm run plans                                 300 generated documents with schemas, in cloud mode, and 1,000 plans of `terraform_data`
 *     npm run plans -- schemas [COUNT] [FIRST]      documents with schemas only, from this seed on
 *     npm run plans -- pairs [COUNT] [FIRST]        plans of `terraform_data` only
 *     npm run plans -- folder PLANS [SCHEMAS]       given plans: PLANS/NAME.json with the CLI's text without colours in PLANS/NAME.txt, and
 *                                                   what `terraform providers schema -json` says of their providers in SCHEMAS/NAME.json
 */
import { compared, hasTerraform, type Compared } from '../__tests__/terraform/diff/cloud-mode.ts'
import { comparedFiles } from '../__tests__/terraform/diff/given-plans.ts'
import { comparedPairs } from '../__tests__/terraform/diff/local-mode.ts'

const seeds = (count: number, first: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => first + index)

async function report(what: string, plans: AsyncIterable<Compared>): Promise<void> {
  const different: (number | string)[] = []
  let count = 0
  for await (const { seed, cli, ours } of plans) {
    count++
    if (cli === ours) continue
    different.push(seed)
    if (different.length === 1)
      console.log(`Terraform prints of plan ${seed}:\n${cli}\n\nThis project prints:\n${ours}\n`)
  }
  console.log(`${what}: ${count - different.length} of ${count} are printed as Terraform prints them.`)
  if (different.length > 0) console.log(`Different: ${different.join(', ')}`)
  // Nothing was compared where there was nothing.
  if (different.length > 0 || count === 0) process.exitCode = 1
}

const [what, ...rest] = process.argv.slice(2)
const [count, first = 1] = rest.map(Number)
if (what === 'folder') await report('Given plans', comparedFiles(rest[0] ?? '.', rest[1]))
else if (!hasTerraform()) {
  console.error('terraform is not on PATH, and so nothing can be compared with it')
  process.exitCode = 1
} else if (what === undefined || what === 'schemas' || what === 'pairs') {
  if (what !== 'pairs') await report('Documents with schemas', compared(seeds(count ?? 300, first)))
  if (what !== 'schemas') await report('Plans of terraform_data', comparedPairs(seeds(count ?? 1_000, first)))
} else {
  console.error(`${what} must be one of schemas, pairs, folder`)
  process.exitCode = 1
}
