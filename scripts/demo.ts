/**
 * Plans, then applies, `examples/demo` by the action itself: a GitHub runner and an HCP Terraform, both on this machine.
 * With `--engine NAME`, what plans and applies: terraform, simulated, or auto (the default: terraform where it is on PATH).
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { LIVELY, serve } from '../packages/hcp-terraform-server/src/index.ts'
import { runAction } from '../packages/workflow-runner/src/index.ts'

const root = join(import.meta.dirname, '..')
const ENGINES = ['auto', 'terraform', 'simulated'] as const
const { values } = parseArgs({ options: { engine: { type: 'string', default: 'auto' } } })
const engine = ENGINES.find(name => name === values.engine)
if (engine === undefined) throw new Error(`--engine is one of ${ENGINES.join(', ')}`)

await using hcp = await serve({ engine, timings: LIVELY })

/** Runs the root action as a workflow step would, and gives its outputs. */
async function step(
  title: string,
  inputs: Readonly<Record<string, string>>
): Promise<Readonly<Record<string, string>>> {
  console.log(`\n━━ ${title} ━━\n`)
  using action = runAction({
    directory: root,
    workspace: join(root, 'examples', 'demo'),
    inputs: {
      token: hcp.token,
      hostname: hcp.address,
      organization: hcp.organization,
      workspace: hcp.workspace,
      'pull-request-comment': 'never',
      ...inputs
    },
    secrets: [hcp.token],
    onLine: line => console.log(line)
  })
  const main = await action.ended
  const post = await main.post()
  if (main.conclusion !== 'success' || post.conclusion !== 'success') throw new Error(`${title}: ${main.conclusion}`)
  return main.outputs
}

console.log(
  `HCP Terraform at ${hcp.address}; its runs are done by ${hcp.engine === 'terraform' ? 'the terraform CLI on PATH' : 'the built-in simulation, since no terraform is on PATH'}.`
)
await step('A pull request plans', { operation: 'plan' })
const outputs = await step('Its merge applies', { operation: 'apply', 'sensitive-outputs': 'mask' })

console.log('\n━━ What later steps read ━━\n')
const masked = Object.keys(JSON.parse(outputs['sensitive-outputs'] ?? '{}') as object)
const hidden = (name: string): boolean => masked.includes(name) || /^sensitive.outputs$/.test(name)
const rows = Object.entries(outputs).filter(([name]) => !name.includes('_') || !(name.replaceAll('_', '-') in outputs))
const width = Math.max(...rows.map(([name]) => name.length))
for (const [name, value] of rows) console.log(`${name.padEnd(width)}  ${hidden(name) ? '***' : value}`)

console.log(`
Change a value in examples/demo/variables.tf and run this again: the outputs follow.
The workflow that does the same on GitHub is at the top of README.md; every input and output is below it.`)
