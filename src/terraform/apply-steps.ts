import { withoutColors } from './colors.ts'

/** A step of an apply on one resource: a replacement has two. */
export interface ResourceStep {
  readonly address: string
  readonly what: 'start' | 'complete' | 'errored' | 'provisioner-errored'
  /** Undefined where the log does not say it. */
  readonly action: 'create' | 'update' | 'delete' | undefined
  readonly seconds: number | undefined
}

const TYPES: Readonly<Record<string, ResourceStep['what']>> = {
  apply_start: 'start',
  apply_complete: 'complete',
  apply_errored: 'errored',
  provision_errored: 'provisioner-errored'
}

const asAction = (word: unknown): ResourceStep['action'] =>
  word === 'create' || word === 'update' || word === 'delete' ? word : undefined

/** The step in a structured message: https://developer.hashicorp.com/terraform/internals/machine-readable-ui#operation-messages */
export function structuredStep(type: string, hook: Readonly<Record<string, unknown>>): ResourceStep | undefined {
  const what = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined
  const { resource, action, elapsed_seconds: seconds } = hook
  const address =
    typeof resource === 'object' && resource !== null && 'addr' in resource && typeof resource.addr === 'string'
      ? resource.addr
      : ''
  if (what === undefined || address === '') return undefined
  // Data sources are read: nothing is applied to them.
  if (action === 'read' || action === 'noop') return undefined
  return { address, what, action: asAction(action), seconds: typeof seconds === 'number' ? seconds : undefined }
}

const MAX_LINE = 2_000
const LINE =
  /^(.+?)(?: \(deposed object [0-9a-f]+\))?: (?:(Creating|Modifying|Destroying)\.\.\.|(Creation|Modifications|Destruction) complete after (?:(\d+)h)?(?:(\d+)m)?(\d+)s)(?: \[id=.*\])?$/

const WORDS: Readonly<Record<string, ResourceStep['action']>> = {
  Creating: 'create',
  Creation: 'create',
  Modifying: 'update',
  Modifications: 'update',
  Destroying: 'delete',
  Destruction: 'delete'
}

/** The step in a line of a plain log, which does not say what failed: its diagnostics do. */
export function plainStep(line: string): ResourceStep | undefined {
  if (line.length > MAX_LINE) return undefined
  const [, address, doing, done, hours = '0', minutes = '0', seconds = '0'] =
    LINE.exec(withoutColors(line).trimEnd()) ?? []
  if (address === undefined) return undefined
  return {
    address,
    what: doing === undefined ? 'complete' : 'start',
    action: WORDS[doing ?? done ?? ''],
    seconds: done === undefined ? undefined : (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)
  }
}
