import type { LogEvent, ResourceChange } from './log-events.ts'
import type { Action, Change, Changes } from './plan.ts'

/** Gathers the changes that a structured log names, where there is nothing better. */
export function changesOfLog(events: readonly LogEvent[]): Changes {
  const of = (kind: 'change' | 'drift'): readonly Change[] =>
    events.flatMap(event => (event.kind === kind ? loggedChange(event.change) : []))
  return { source: 'log', resources: of('change'), drift: of('drift'), outputs: [], deferred: [], invocations: [] }
}

/** The log's words for actions, where they differ. */
const LOGGED: Readonly<Record<string, Action>> = {
  create: 'create',
  read: 'read',
  update: 'update',
  replace: 'replace',
  delete: 'delete',
  move: 'move',
  import: 'import',
  remove: 'forget',
  forget: 'forget'
}

function loggedChange({ address, action, previousAddress, importing, reason }: ResourceChange): readonly Change[] {
  const known = Object.hasOwn(LOGGED, action) ? LOGGED[action] : undefined
  const what = known ?? (action !== 'noop' ? 'unknown' : importing ? 'import' : undefined)
  return what === undefined ? [] : [{ address, action: what, previousAddress, importing, reason, node: undefined }]
}
