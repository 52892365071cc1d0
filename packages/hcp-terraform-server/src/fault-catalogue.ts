/** What happens to a request on its way, instead of an answer or to it. */
export type Behaviour =
  /** TCP reset. */
  | { readonly kind: 'reset' }
  /** The connection ends without an answer. */
  | { readonly kind: 'close' }
  /** No answer, ever. */
  | { readonly kind: 'hang' }
  /** Another answer than the service's. */
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
    }
  /** The service's answer, cut off after so many bytes of its body (default: half of it). */
  | { readonly kind: 'truncate'; readonly bytes?: number }
  /** The service's answer, so many bytes at a time (default 1), so many milliseconds apart (default 5). */
  | { readonly kind: 'drip'; readonly bytes?: number; readonly every?: number }
  /** Redirects to itself, for ever, or to another place. */
  | { readonly kind: 'redirect'; readonly status?: number; readonly to?: string }
  | { readonly kind: 'delay'; readonly milliseconds: number }

/** A fault of the connection, at a chosen request of a route. */
export interface WireFault {
  /** `POST /runs`, `GET /runs/:id`, `PUT /_archivist/v1/configuration/:secret`; `*` for any method or, at the end, any path. */
  readonly on: string
  readonly do: Behaviour
  /** `before`: the request is never handled. `after`: it is, and the answer suffers. Default `before`. */
  readonly when?: 'before' | 'after'
  /** Whether the request's body is read first, where it is not handled. Default true. */
  readonly read?: boolean
  /** The first request that it meets, counted from now. Default 1. */
  readonly nth?: number
  /** How many requests it meets, one after the other. Default 1. */
  readonly times?: number
}

/** A fault of the service itself. Each represents something that clients of the real one ran into. */
export interface ServiceFaults {
  'configuration-version-pending': object
  'configuration-version-errored': { readonly message?: string }
  'configuration-version-processing': object
  'upload-url-expired': object
  'rate-limited': { readonly reset?: number; readonly on?: string; readonly headers?: boolean }
  'bad-gateway': { readonly on?: string }
  'unsupported-media-type': { readonly on?: string }
  'strict-archivist': object
  'outputs-processing': object
  'resources-unprocessed': object
  'plaintext-sensitive-values': object
  'workspace-locked': { readonly reason?: string }
  policy: { readonly result: 'advisory-failed' | 'soft-failed' | 'hard-failed' }
  'policy-set': { readonly result: 'advisory-failed' | 'mandatory-failed' }
  'confirmable-late': object
  'apply-taken': { readonly by?: 'confirmed' | 'discarded' }
  'unknown-status': { readonly status?: string }
  'log-chunks': { readonly bytes?: number }
  'log-without-start': object
  'log-without-end': object
  'lists-without-meta': object
  'plan-json-late': object
  'unlock-pending': object
}
export type ServiceFaultName = keyof ServiceFaults

/** How often each applies unless `times` says otherwise: a mode lasts, an event happens once. */
export const TIMES: Readonly<Record<ServiceFaultName, number>> = {
  'configuration-version-pending': 1,
  'configuration-version-errored': 1,
  'configuration-version-processing': 1,
  'upload-url-expired': 1,
  'rate-limited': 1,
  'bad-gateway': 1,
  'unsupported-media-type': 1,
  'strict-archivist': Infinity,
  'outputs-processing': 1,
  'resources-unprocessed': 1,
  'plaintext-sensitive-values': Infinity,
  'workspace-locked': 1,
  policy: 1,
  'policy-set': 1,
  'confirmable-late': 1,
  'apply-taken': 1,
  'unknown-status': 1,
  'log-chunks': Infinity,
  'log-without-start': 1,
  'log-without-end': 1,
  'lists-without-meta': Infinity,
  'plan-json-late': 1,
  'unlock-pending': 1
}

export type ServiceFault = {
  [Name in ServiceFaultName]: { readonly name: Name; readonly times?: number } & ServiceFaults[Name]
}[ServiceFaultName]
export type Fault = WireFault | ServiceFault

const KINDS: readonly Behaviour['kind'][] = [
  'reset',
  'close',
  'hang',
  'answer',
  'truncate',
  'drip',
  'redirect',
  'delay'
]

/** What was asked for over HTTP, or by a test without types. */
export function readFault(value: unknown): Fault {
  const { name, on, do: behaviour } = (value ?? {}) as { name?: unknown; on?: unknown; do?: { kind?: unknown } }
  if (typeof name === 'string' && Object.hasOwn(TIMES, name)) return value as ServiceFault
  const kind = KINDS.find(known => known === behaviour?.kind)
  if (typeof on === 'string' && /^(\*|[A-Z]+) \//.test(on) && kind !== undefined) return value as WireFault
  throw new TypeError(
    `no such fault: ${JSON.stringify(value)}; it has a name (${Object.keys(TIMES).join(', ')}), ` +
      `or "on" ("POST /runs") and "do" with a kind (${KINDS.join(', ')})`
  )
}

/** Some named faults are answers that come from in front of the service. */
export function asWire(fault: Fault): WireFault | undefined {
  if ('do' in fault) return fault
  const { name, times = 1 } = fault
  if (name === 'rate-limited') return { on: fault.on ?? '* /*', times, do: tooManyRequests(fault) }
  if (name === 'bad-gateway') return { on: fault.on ?? '* /*', times, do: BAD_GATEWAY }
  if (name === 'unsupported-media-type')
    return { on: fault.on ?? 'POST /*', times, do: { kind: 'answer', status: 415, body: '' } }
  return undefined
}

const BAD_GATEWAY: Behaviour = {
  kind: 'answer',
  status: 502,
  headers: { 'content-type': 'text/html' },
  body: '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\n'
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs#rate-limiting: its `status` is a number there. */
function tooManyRequests({ reset = 0.3, headers = true }: ServiceFaults['rate-limited']): Behaviour {
  const body = JSON.stringify({
    errors: [{ detail: "You have exceeded the API's rate limit.", status: 429, title: 'Too many requests' }]
  })
  const limits = { 'x-ratelimit-limit': '30', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) }
  const type = { 'content-type': 'application/vnd.api+json' }
  return { kind: 'answer', status: 429, headers: headers ? { ...type, ...limits } : type, body }
}
