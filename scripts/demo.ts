/**
 * Runs the workflow of the README on a pull request and on its merge, with `examples/demo` as the repository: the runner, GitHub and HCP
 * Terraform are servers on this machine. `--engine` selects what plans and applies: terraform, simulated, or auto, which is terraform if it
 * is on the PATH.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { serveGithub } from '../packages/github-server/src/index.ts'
import { LIVELY, serve } from '../packages/hcp-terraform-server/src/index.ts'
import { runWorkflow, type EndedWorkflow } from '../packages/workflow-runner/src/index.ts'

const root = join(import.meta.dirname, '..')
const ENGINES = ['auto', 'terraform', 'simulated'] as const
const { values } = parseArgs({ options: { engine: { type: 'string', default: 'auto' } } })
const engine = ENGINES.find(name => name === values.engine)
if (engine === undefined) throw new Error(`--engine must be one of ${ENGINES.join(', ')}, but is ${values.engine}`)

await using hcp = await serve({ engine, timings: LIVELY, organization: 'acme', workspace: 'web' })
await using github = await serveGithub()
const pull = github.addPullRequest()

/** Runs the workflow for an event of the pull request. */
async function run(title: string, event: 'pull_request' | 'push'): Promise<EndedWorkflow> {
  console.log(`\n━━ ${title} ━━\n`)
  const { ended } = runWorkflow({
    file: join(root, 'examples', 'plan-and-apply.yml'),
    repository: join(root, 'examples', 'demo'),
    actions: { 'OWNER/hcp-terraform-action': root },
    secrets: { TF_API_TOKEN: hcp.token },
    machine: { TF_HOSTNAME: hcp.address },
    ...github.trigger(event, pull),
    onLine: line => console.log(line)
  })
  const workflow = await ended
  if (workflow.conclusion !== 'success') throw new Error(`${title}: ${workflow.conclusion}`)
  return workflow
}

function showComment(title: string): void {
  console.log(`\n━━ ${title} ━━\n`)
  console.log(github.comments(pull.number)[0]?.body)
}

const program =
  hcp.engine === 'terraform' ? 'the terraform on the PATH' : 'a simulation, because no terraform is on the PATH'
console.log(`The server for tests is at ${hcp.address}. It plans and applies with ${program}.`)
await run('A pull request: the job `plan`', 'pull_request')
showComment('The comment on the pull request')

github.merge(pull)
const merged = await run('The merge: the jobs `apply` and `deploy`', 'push')
showComment('The comment after the merge')
console.log('\n━━ The outputs for later steps ━━\n')
const outputs = Object.entries(merged.job('apply').step('terraform').outputs)
const rows = outputs.filter(
  ([name]) => !name.includes('_') || !outputs.some(([other]) => other === name.replaceAll('_', '-'))
)
const width = Math.max(...rows.map(([name]) => name.length))
for (const [name, value] of rows) console.log(`${name.padEnd(width)}  ${value}`)

console.log(`
To see another plan, change a value in examples/demo/variables.tf, and run the demo again. Each run of the demo starts without state. The workflow is examples/plan-and-apply.yml.`)
