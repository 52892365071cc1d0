import { annotated, plain } from '../actions/on-a-runner.ts'
import { FINDINGS } from '../../src/steps/check-outputs.ts'
import { CASES } from './cases.ts'
import { FAULTS, type KindName, type Span } from './kinds.ts'
import type { Asked, Fault } from './network.ts'
import { leftovers, withoutIds } from './remains.ts'
import type { OutsideCall } from './outside-calls.ts'
import { isOfCall, type CallFault, type Trial } from './trial.ts'

/** How a step may end that met a fault. */
export type Outcome = 'succeeds' | 'succeeds, warns' | 'fails clearly'

export interface Verdict {
  readonly outcome: Outcome
  /** What is wrong with how it ended. None is as it should be. */
  readonly problems: readonly string[]
  /** What it says of its failure. */
  readonly error: string | undefined
}

/** Every fault that a case may meet, by what it asks when none is met. */
export const faultsOf = (clean: Trial): readonly Fault[] =>
  clean.asked.flatMap(({ route, nth }) => FAULTS.map(({ kind, span }) => ({ route, nth, kind, span })))

/** Every call that may throw, by what a case calls when none does. */
export const callFaultsOf = (clean: Trial): readonly CallFault[] => clean.calls.map(call => ({ call }))

export const nameOf = (fault: Fault | CallFault): string =>
  isOfCall(fault) ? `an error of ${fault.call}` : `${columnOf(fault)} at ${requestOf(fault)}`
export const requestOf = ({ route, nth }: Asked): string => `${route}${nth === 1 ? '' : ` (${nth})`}`
export const columnOf = ({ kind, span }: { readonly kind: KindName; readonly span: Span }): string =>
  span === 'once' ? kind : `${kind}, ${span}`

/** Calls that leave our code, by what they are for. */
export const CALL_KINDS = {
  clock: 'The clock, and timers.',
  files: 'Files, also those through which `@actions/core` talks to the runner.',
  git: 'Programs: `git`.',
  log: 'The output of the step, through which `@actions/core` talks to the runner.',
  node: 'Everything else of Node: random numbers, digests, compression, streams, the system.'
} as const
export type CallKind = keyof typeof CALL_KINDS

export function kindOf(call: OutsideCall): CallKind {
  if (/^(clock|Date|timers\.promises|global)\./.test(call)) return 'clock'
  if (call.startsWith('fs.')) return 'files'
  if (call.startsWith('child_process.')) return 'git'
  return call.startsWith('stdout.') ? 'log' : 'node'
}

/** Reads in addition to the run's result: what can't be read of that fails nothing, and is warned of. */
const REPORT_OUTPUTS = ['plan-json-file', 'resource-changes-json', 'summary-markdown-file', ...FINDINGS]
const MAY_LACK = new Set(REPORT_OUTPUTS.flatMap(name => [name, name.replaceAll('-', '_')]))
/** Depends on when a file was written. */
const VARY = ['archive-bytes', 'archive_bytes']
/** Longest text of a failure: what failed, and how to fix it. */
const LONGEST = 700

/** Judges how a case ended that met a fault, by how it ends without one. */
export function judge(fault: Fault | CallFault, trial: Trial, clean: Trial): Verdict {
  const { main, post, remains } = trial
  const errors = annotated(main, 'error')
  const warnings = annotated(main, 'warning')
  const succeeded = main.conclusion === 'success'
  const outcome = !succeeded ? 'fails clearly' : warnings.length > 0 ? 'succeeds, warns' : 'succeeds'
  const problems = [
    ...(trial.isEndless ? ['it never ends'] : []),
    ...(trial.met ? [] : ['it did not meet the fault']),
    ...leftovers(remains, clean.remains),
    ...(succeeded ? differences(trial, clean) : obscurities(errors, main.exitCode, isForeseen(fault))),
    ...(succeeded && errors.length > 0 ? ['an error, and yet success'] : []),
    ...(post !== undefined && post.conclusion !== 'success' ? ['its post step fails'] : []),
    ...(post === undefined ? [] : annotated(post, 'warning').map(text => `its post step warns: ${text}`)),
    ...(succeeded ? [] : unfinished(trial, clean, !isOfCall(fault) || !/\.rm(Sync)? /.test(fault.call)))
  ]
  return { outcome, problems, error: errors[0] }
}

/** What is other than without a fault, where a step says that it has succeeded. */
function differences({ main, remains }: Trial, clean: Trial): readonly string[] {
  const warns = annotated(main, 'warning').length > 0
  const names = new Set([...Object.keys(main.outputs), ...Object.keys(clean.main.outputs)])
  const wrong = [...names].filter(name => {
    const [is, was] = [main.outputs[name], clean.main.outputs[name]].map(text => text && withoutIds(text))
    return is !== was && !(warns && is === undefined && MAY_LACK.has(name)) && !VARY.includes(name)
  })
  const statuses = ({ after }: Trial['remains']): string => [...after.runs.values()].toSorted().join(', ')
  return [
    ...wrong.map(name => `the output ${name} is ${main.outputs[name] ?? 'not set'}`),
    ...(remains.after.state === clean.remains.after.state ? [] : ['another state']),
    ...(warns || statuses(remains) === statuses(clean.remains) ? [] : [`runs that are ${statuses(remains)}`]),
    ...(remains.lock === clean.remains.lock ? [] : ['another lock'])
  ]
}

/** Whether it may happen without a defect of Node, the system or the action. */
const isForeseen = (fault: Fault | CallFault): boolean => !isOfCall(fault) && fault.kind !== 'thrown'

/** What makes a failure hard to understand. An unforeseen one may be called a defect. */
function obscurities(errors: readonly string[], exitCode: number, foreseen: boolean): readonly string[] {
  const [text = ''] = errors
  if (!foreseen) return errors.length === 1 && exitCode === 1 ? [] : [`${errors.length} errors, exit code ${exitCode}`]
  return [
    ...(errors.length === 1 ? [] : [`${errors.length} errors`]),
    ...(exitCode === 1 ? [] : [`exit code ${exitCode}`]),
    ...(/defect of the action|\n\s+at |\[object|undefined|<\/?[a-z]+>/i.test(text)
      ? [`an obscure error: ${text}`]
      : []),
    ...(text.length > LONGEST ? [`an error of ${text.length} characters`] : [])
  ]
}

/** What a failure leaves half done: states and files are complete or absent. Where nothing can be removed, files are left. */
function unfinished({ remains }: Trial, clean: Trial, canRemove: boolean): readonly string[] {
  const { state } = remains.after
  const known = new Set(clean.remains.files)
  const partial = (canRemove ? remains.files : []).filter(
    file => !known.has(file) && !/^terraform-(summary|plan)-UUID/.test(file)
  )
  return [
    ...(state === remains.before.state || state === clean.remains.after.state ? [] : ['an unintended state']),
    ...partial.map(file => `a file that is left: ${plain(file).slice(0, 120)}`)
  ]
}

export const NAMES = Object.keys(CASES)
