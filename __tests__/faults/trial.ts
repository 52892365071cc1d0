import { join } from 'node:path'
import type { Hcp } from '../../packages/hcp-terraform-server/src/index.ts'
import type { StepEnd } from '../../packages/workflow-runner/src/index.ts'
import type { Clock } from '../../src/clock.ts'
import { onARunner, type Options } from '../actions/on-a-runner.ts'
import { begin, CASES, type Case } from './cases.ts'
import { Gate, placeOf } from './gate.ts'
import { inThisProcess } from './in-process.ts'
import { KINDS } from './kinds.ts'
import { network, rests, type Asked, type Fault } from './network.ts'
import { processCalls } from './process-calls.ts'
import { chosenCalls, guarded, unwatchCalls, watchCalls, type OutsideCall } from './outside-calls.ts'
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
  /** Calls that left our code: the first, the middle and the last of each name. */
  readonly calls: readonly OutsideCall[]
}

/** A call that throws in place of doing anything, and quotes every secret known so far. */
export interface CallFault {
  readonly call: OutsideCall
}

/** No call throws, and none is counted. */
const NO_CALL = 'none 0'

export const isOfCall = (fault: Fault | CallFault | undefined): fault is CallFault =>
  fault !== undefined && 'call' in fault

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

/** Where the action's code is, and the libraries through which it reaches the runner. */
const CALLERS = [join(import.meta.dirname, '..', '..', 'src', '/'), '/node_modules/@actions/']

/** Uses an action once in this process, with a fault or without. */
export async function tryInProcess(name: string, fault: Fault | CallFault | undefined): Promise<Trial> {
  const use = caseOf(name)
  await using world = await begin(use)
  const { hcp, inputs } = world
  const net = network(hcp, isOfCall(fault) ? undefined : fault)
  const clock: Clock = {
    now: guarded('clock.now', () => net.clock.now()),
    sleep: guarded('clock.sleep', (ms: number, signal?: AbortSignal) => net.clock.sleep(ms, signal), true)
  }
  const before = resources(hcp)
  const endless = net.clock.over.then(() => undefined)
  using run = onARunner(hcp, {
    ...optionsOf(use, inputs),
    launch: inThisProcess(() => ({ clock, fetch: net.fetch }), endless)
  })
  const watch = watchCalls(CALLERS, isOfCall(fault) ? fault.call : fault && NO_CALL)
  const main = await run.ended.finally(unwatchCalls)
  const asked = [...net.asked]
  net.repair()
  const post = POSTS.includes(use.action) && !net.clock.isOver ? await main.post() : undefined
  // What a cancel has set going at the service comes to its end.
  await hcp.until(() => rests(hcp), 2).catch(() => undefined)
  return {
    main,
    post,
    remains: remains(hcp, before, [run.workspace, run.temp]),
    met: isOfCall(fault) ? watch.met : net.met,
    isEndless: net.clock.isOver,
    asked,
    calls: chosenCalls(watch.counts)
  }
}

/** Uses an action once as a process of its own, against the server's own faults. `asked` is what it asks without one. */
export async function tryAsProcess(
  name: string,
  fault: Fault | CallFault | undefined,
  asked: readonly Asked[] = []
): Promise<Trial> {
  const use = caseOf(name)
  await using world = await begin(use)
  const { hcp, inputs } = world
  const before = resources(hcp)
  const call = thrownBy(fault, asked)
  await using wire = await wireOf(hcp, call === undefined ? (fault as Fault | undefined) : undefined, asked)
  const { token, organization, workspace } = hcp
  using calls = processCalls(call ?? (fault && NO_CALL))
  using run = onARunner(
    { address: wire.address, token, organization, workspace },
    { ...optionsOf(use, inputs), env: calls.env }
  )
  const main = await run.ended
  const counts = calls.counts()
  const met = call === undefined ? wire.met() : isReached(call, counts)
  await wire.repair()
  const post = POSTS.includes(use.action) ? await main.post({ env: {} }) : undefined
  await hcp.until(() => rests(hcp), 10).catch(() => undefined)
  return {
    main,
    post,
    remains: remains(hcp, before, [run.workspace, run.temp]),
    met,
    isEndless: false,
    asked: requestsOf(hcp),
    calls: chosenCalls(counts)
  }
}

/** The call of a process that a fault is, if the fault is not one of the wire. */
function thrownBy(fault: Fault | CallFault | undefined, asked: readonly Asked[]): OutsideCall | undefined {
  if (fault === undefined) return undefined
  if (isOfCall(fault)) return fault.call
  return KINDS[fault.kind].wire === 'thrown' ? `http.request ${placeOf(asked, fault)}` : undefined
}

function isReached(call: OutsideCall, counts: ReadonlyMap<string, number>): boolean {
  const [label = '', nth] = call.split(' ')
  return (counts.get(label) ?? 0) >= Number(nth)
}

interface Wire extends AsyncDisposable {
  /** The address of the service. */
  readonly address: string
  readonly met: () => boolean
  readonly repair: () => Promise<void>
}

/** The way to the service with a fault in it. */
async function wireOf(hcp: Hcp, fault: Fault | undefined, asked: readonly Asked[]): Promise<Wire> {
  const wire = fault && KINDS[fault.kind].wire
  if (fault === undefined || wire === undefined || wire === 'thrown') {
    const nothing = (): Promise<void> => Promise.resolve()
    return { address: hcp.address, met: () => true, repair: nothing, [Symbol.asyncDispose]: nothing }
  }
  if (wire === 'gone') {
    const gate = await Gate.open(hcp.address, placeOf(asked, fault), fault.span !== 'once')
    const { address } = gate
    return {
      address,
      met: () => true,
      repair: () => gate.repair(),
      [Symbol.asyncDispose]: () => gate[Symbol.asyncDispose]()
    }
  }
  const set = hcp.faults.set({
    on: fault.route,
    nth: fault.nth,
    times: fault.span === 'once' ? 1 : Number.MAX_SAFE_INTEGER,
    ...wire
  })
  const repair = (): Promise<void> => {
    set.clear()
    return Promise.resolve()
  }
  return { address: hcp.address, met: () => set.hits > 0, repair, [Symbol.asyncDispose]: repair }
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
