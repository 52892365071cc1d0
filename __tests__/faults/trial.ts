import type { Hcp } from '../../packages/hcp-terraform-server/src/index.ts'
import type { StepEnd } from '../../packages/workflow-runner/src/index.ts'
import { onARunner, type Options } from '../actions/on-a-runner.ts'
import { begin, CASES, type Case } from './cases.ts'
import { Gate, placeOf } from './gate.ts'
import { inThisProcess } from './in-process.ts'
import { KINDS } from './kinds.ts'
import { network, rests, type Asked, type Fault } from './network.ts'
import { remains, resources, type Remains } from './remains.ts'

/** What came of one use of an action, its post step included. */
export interface Trial {
  readonly main: StepEnd
  readonly post: StepEnd | undefined
  readonly remains: Remains
  /** Whether the fault was met. */
  readonly met: boolean
  readonly isEndless: boolean
  readonly asked: readonly Asked[]
}

export const caseOf = (name: string): Case => {
  const found = CASES[name]
  if (found === undefined) throw new Error(`there is no case "${name}"`)
  return found
}

/** The options of a case's step. */
export function optionsOf({ action, files, pullRequest }: Case, inputs: Options['inputs']): Options {
  const number = 7
  const event = { name: 'pull_request', payload: { action: 'synchronize', number, pull_request: { number } } }
  return {
    action,
    ...(files && { files }),
    ...(inputs && { inputs }),
    ...(pullRequest === true && { event })
  }
}

const POSTS: readonly string[] = ['.', 'run/apply', 'state/upload', 'state/rollback']

/** Uses an action once in this process, with a fault or without. */
export async function tryInProcess(name: string, fault: Fault | undefined): Promise<Trial> {
  const use = caseOf(name)
  await using world = await begin(use)
  const { hcp, inputs } = world
  const net = network(hcp, fault)
  const before = resources(hcp)
  const endless = net.clock.over.then(() => undefined)
  using run = onARunner(hcp, {
    ...optionsOf(use, inputs),
    launch: inThisProcess(() => ({ clock: net.clock, fetch: net.fetch }), endless)
  })
  const main = await run.ended
  const asked = [...net.asked]
  net.repair()
  const post = POSTS.includes(use.action) && !net.clock.isOver ? await main.post() : undefined
  // What a cancel has set going at the service comes to its end.
  await hcp.until(() => rests(hcp), 2).catch(() => undefined)
  return {
    main,
    post,
    remains: remains(hcp, before, [run.workspace, run.temp]),
    met: net.met,
    isEndless: net.clock.isOver,
    asked
  }
}

/** Uses an action once as a process of its own, against the server's own faults. `asked` is what it asks without one. */
export async function tryAsProcess(
  name: string,
  fault: Fault | undefined,
  asked: readonly Asked[] = []
): Promise<Trial> {
  const use = caseOf(name)
  await using world = await begin(use)
  const { hcp, inputs } = world
  const before = resources(hcp)
  const wire = fault === undefined ? undefined : KINDS[fault.kind].wire
  const isGone = fault !== undefined && wire === 'gone'
  await using gate = isGone ? await Gate.open(hcp.address, placeOf(asked, fault), fault.span !== 'once') : undefined
  const set =
    fault === undefined || wire === undefined || wire === 'gone'
      ? undefined
      : hcp.faults.set({
          on: fault.route,
          nth: fault.nth,
          times: fault.span === 'once' ? 1 : Number.MAX_SAFE_INTEGER,
          ...wire
        })
  const { token, organization, workspace } = hcp
  using run = onARunner(
    { address: gate?.address ?? hcp.address, token, organization, workspace },
    optionsOf(use, inputs)
  )
  const main = await run.ended
  const met = isGone || fault === undefined || (set?.hits ?? 0) > 0
  set?.clear()
  await gate?.repair()
  const post = POSTS.includes(use.action) ? await main.post() : undefined
  await hcp.until(() => rests(hcp), 10).catch(() => undefined)
  return {
    main,
    post,
    remains: remains(hcp, before, [run.workspace, run.temp]),
    met,
    isEndless: false,
    asked: requestsOf(hcp)
  }
}

/** What the journal holds, each request with its place among those of its route. */
function requestsOf(hcp: Hcp): readonly Asked[] {
  const counts = new Map<string, number>()
  return hcp.journal.lines.map(name => {
    const nth = (counts.get(name) ?? 0) + 1
    counts.set(name, nth)
    return { route: name, nth }
  })
}
