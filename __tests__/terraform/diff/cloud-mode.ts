import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { cloudBlock, hasTerraform, terraformCli } from '../../../packages/hcp-terraform-server/tests/terraform-cli.ts'
import { parseJson } from '../../../src/json.ts'
import { planDifference } from '../../../src/terraform/diff/plan-difference.ts'
import { planText } from '../../../src/terraform/diff/plan-text.ts'
import { generatedPlan } from './generated-plan.ts'

export { hasTerraform }

export interface Compared {
  /** The seed of what is generated, or the name of what is given. */
  readonly seed: number | string
  readonly cli: string
  readonly ours: string
}

/** Advice to a person at a terminal is not a part of the plan. */
const planOnly = (stdout: string): string => {
  const text = stdout.slice(stdout.indexOf('start...') + 'start...'.length)
  const advice = text.indexOf("\nNote: You didn't use the -out option")
  return (advice < 0 ? text : text.slice(0, text.lastIndexOf('\u001b[90m', advice))).trim()
}

/** Prints generated plans with the real CLI in cloud mode, and with ours from the very document that the CLI was given. */
export async function* compared(seeds: Iterable<number>): AsyncGenerator<Compared> {
  await using hcp = await serve()
  await using terraform = await terraformCli(hcp, { 'main.tf': cloudBlock('demo') })
  const { code, output } = await terraform.run('init -input=false')
  if (code !== 0) throw new Error(output)
  for (const seed of seeds) {
    const { json, schemas, mode } = generatedPlan(seed)
    const version = { '@level': 'info', '@message': 'Terraform', type: 'version', terraform: '1.11.4', ui: '1.2' }
    hcp.script({ plan: { json, schemas, hasChanges: true, log: `${JSON.stringify(version)}\n` } })
    const { stdout } = await terraform.run(`plan -input=false${mode === 'normal' ? '' : ` -${mode}`}`)
    const plan = [...hcp.world.runs.values()].at(-1)?.plan.id ?? ''
    const answer = await fetch(`${hcp.address}/api/v2/plans/${plan}/json-output-redacted`, {
      headers: { authorization: `Bearer ${hcp.token}` }
    })
    const difference = planDifference(parseJson(await answer.text()), { mode })
    const ours = difference === undefined ? '' : planText(difference, { color: true }).join('\n').trim()
    yield { seed, cli: planOnly(stdout), ours }
  }
}
