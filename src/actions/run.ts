import type { Read } from '../github/inputs.ts'
import { parse, type Inputs } from '../github/inputs.ts'
import { EXPORTS, Results } from '../github/results.ts'
import { saved } from '../github/saved.ts'
import { failure, says } from '../run/outcome.ts'
import { stop } from '../run/stop.ts'
import { parseVariables } from '../run/variables.ts'
import { connectionInputs, workspaceInputs } from './connection.ts'
import { connect, main, post } from './main.ts'
import { begin, configure, reach, tell, whatRemains } from './run-steps.ts'
import { exportInputs, exportOutputs } from './terraform-outputs.ts'

/** The outputs that action.yml declares. */
export const OUTPUTS = [
  'run-id',
  'run-url',
  'run-status',
  'configuration-version-id',
  'plan-id',
  'apply-id',
  'state-version-id',
  'has-changes',
  'resource-additions',
  'resource-changes',
  'resource-destructions',
  'resource-imports',
  ...EXPORTS
] as const

export type RunResults = Results<(typeof OUTPUTS)[number]>
export type RunInputs = ReturnType<typeof runInputs>

/** The root action: a directory becomes a run, and the run outputs. */
export const run = (): Promise<void> =>
  main(async world => {
    const inputs = runInputs(world.read, world.env)
    const tfe = connect(world, inputs.connection)
    const results: RunResults = new Results(world.log, OUTPUTS)
    const { workspace, configurationVersionId } = await configure(world, tfe, inputs)
    results.set('configuration-version-id', configurationVersionId)
    const { run: begun, url } = await begin(world, tfe, inputs, workspace, configurationVersionId)
    tell(results, begun, url)
    if (!inputs.wait) {
      saved.release()
      return
    }
    const outcome = await reach(world, tfe, inputs, begun)
    tell(results, outcome.run, url)
    const failed = failure(outcome, url)
    if (failed) throw failed
    world.log.info(`${says(outcome)}.`)
    await exportOutputs(world, tfe, await whatRemains(world, tfe, outcome, workspace), inputs.exports, results)
  })

/** After the job: ends the run that a cancelled or failed step left behind, and no other. */
export const runPost = (): Promise<void> =>
  post(async world => {
    const runId = saved.owned()
    if (runId === undefined) return
    const { connection } = runInputs(world.read, world.env)
    const tfe = connect(world, connection)
    const left = await tfe.runs.read(runId)
    const stopped = await stop(tfe, left, 'The GitHub job ended before this run did')
    world.log.info(
      stopped === 'left' ? `Run ${runId} is ${left.status}: nothing is left to end.` : `Run ${runId}: ${stopped}.`
    )
  })

/** What the inputs may be, alone and together. */
export const runInputs = (read: Read, env: NodeJS.ProcessEnv) =>
  parse(read, input => {
    const operation = input.choice('operation', ['plan', 'apply'])
    const mode = input.choice('mode', ['normal', 'destroy', 'refresh-only'])
    const inputs = {
      connection: connectionInputs(input, env),
      ...workspaceInputs(input, env),
      directory: input.text('directory') ?? env.GITHUB_WORKSPACE ?? '.',
      configurationVersionId: input.text('configuration-version-id'),
      operation,
      mode,
      message: input.text('message'),
      target: input.lines('target'),
      replace: input.lines('replace'),
      variables: variables(input),
      refresh: input.flag('refresh'),
      allowEmptyApply: input.flag('allow-empty-apply'),
      terraformVersion: input.text('terraform-version'),
      wait: input.flag('wait'),
      exports: exportInputs(input)
    }
    const conflicts: readonly (readonly [boolean, string, string])[] = [
      [
        inputs.configurationVersionId !== undefined && input.text('directory') !== undefined,
        'directory',
        'no effect beside `configuration-version-id`, which is uploaded already: give one of them'
      ],
      [
        operation === 'apply' && inputs.terraformVersion !== undefined,
        'terraform-version',
        'for plans alone: leave it out, or set `operation` to plan'
      ],
      [
        operation === 'plan' && inputs.allowEmptyApply,
        'allow-empty-apply',
        'no effect beside `operation` plan, which applies nothing'
      ],
      [mode !== 'normal' && inputs.replace.length > 0, 'replace', `not possible beside \`mode\` ${mode}`],
      [
        mode === 'refresh-only' && !inputs.refresh,
        'refresh',
        'not false beside `mode` refresh-only, which does nothing else'
      ],
      [
        !inputs.wait && inputs.exports.prefix !== '',
        'output-prefix',
        'no effect beside `wait` false, which reads no outputs'
      ],
      [
        !inputs.wait && inputs.exports.sensitive === 'mask',
        'sensitive-outputs',
        'no effect beside `wait` false, which reads no outputs'
      ]
    ]
    for (const [conflict, name, problem] of conflicts) if (conflict) input.reject(name, problem)
    return inputs
  })

function variables(input: Inputs) {
  const { variables: values, problems } = parseVariables(input.text('variables') ?? '')
  for (const problem of problems) input.reject('variables', problem)
  return values
}
