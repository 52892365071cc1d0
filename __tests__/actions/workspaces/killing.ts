import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onARunner, runStep, type Options } from '../on-a-runner.ts'
import { met } from '../states.ts'

/** What the steps below are held against: everything of the server's world that a step may write. */
export const worldOf = ({ world }: Hcp): unknown => ({
  comments: [...world.comments.values()].map(({ body }) => body),
  workspaces: [...world.workspaces.values()].map(workspace => ({
    ...workspace.attributes,
    tags: workspace.tags,
    lock: workspace.lock !== undefined,
    sets: [...world.variableSets.values()].filter(set => set.workspaces.has(workspace)).map(({ name }) => name),
    variables: [...world.variables.values()]
      .filter(({ owner }) => owner === workspace)
      .map(({ attributes }) => attributes)
      .sort((a, b) => (a.key < b.key ? -1 : 1))
  }))
})

interface Step {
  readonly options: Options
  /** Makes what exists before. Gives inputs that name it. */
  readonly given?: (hcp: Hcp) => Promise<Inputs> | undefined
}

type Inputs = NonNullable<Options['inputs']>

async function prepared(hcp: Hcp, { options, given }: Step): Promise<Options> {
  return { ...options, inputs: { ...options.inputs, ...(await given?.(hcp)) } }
}

/** The requests of a step that nothing disturbs, and the world that it leaves. */
export async function undisturbed(step: Step) {
  await using hcp = await serve()
  const options = await prepared(hcp, step)
  hcp.journal.clear()
  using run = onARunner(hcp, options)
  const { conclusion, log } = await run.ended
  if (conclusion !== 'success') throw new Error(log)
  return { requests: hcp.journal.lines, world: worldOf(hcp) }
}

/** The world after a step that is killed at its nth request, its post step, and the same step once more in the next attempt. */
export async function killedAndRunAgain(step: Step, nth: number, when: 'before' | 'after') {
  await using hcp = await serve()
  const options = await prepared(hcp, step)
  const fault = hcp.faults.set({ on: '* /*', do: { kind: 'hang' }, when, nth })
  using run = onARunner(hcp, { ...options, github: { run_attempt: '1' } })
  await met(fault, run)
  run.kill()
  const main = await run.ended
  if (options.action === 'workspaces/lock') await main.post()
  const again = await runStep(hcp, { ...options, github: { run_attempt: '2' } })
  return { conclusion: again.conclusion, world: worldOf(hcp), log: again.log }
}

export const moments = (requests: readonly string[]) =>
  requests.flatMap((request, index) => (['before', 'after'] as const).map(when => [when, request, index + 1] as const))
