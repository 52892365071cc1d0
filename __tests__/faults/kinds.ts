import type { Behaviour, WireFault } from '../../packages/hcp-terraform-server/src/index.ts'
import type { VirtualClock } from './clock.ts'
import { hostileError } from './outside-calls.ts'

/** A request that meets a fault in this process. */
export interface Meeting {
  readonly url: URL
  readonly clock: VirtualClock
  readonly signal: AbortSignal | undefined
  /** Sends it to the service, and gives the answer, whole. */
  readonly forward: () => Promise<Response>
}

export interface Kind {
  /** What happens, for those who read the table. */
  readonly says: string
  /** The same to an action in this process: what `fetch` gives or throws. */
  readonly meet: (meeting: Meeting) => Promise<Response>
  /** The same to an action as a process: what the server does. `gone`: it isn't there. `thrown`: nothing is sent. */
  readonly wire: 'gone' | 'thrown' | Pick<WireFault, 'do' | 'when' | 'read'>
}

/** What `fetch` throws: https://github.com/nodejs/undici/blob/main/docs/docs/api/Errors.md */
const failed = (code: string, syscall: string, message: string): TypeError =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code, syscall }) })
const wasReset = (): TypeError => failed('ECONNRESET', 'read', 'read ECONNRESET')

const JSON_API = { 'content-type': 'application/vnd.api+json' }
const HTML = { 'content-type': 'text/html' }
const error = (status: number, title: string): string => JSON.stringify({ errors: [{ status: String(status), title }] })
const page = (title: string): string =>
  `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`

/** An answer in place of the service's, which does not see the request, or has done it already. */
function answer(
  says: string,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
  when: 'before' | 'after' = 'before'
): Kind {
  return {
    says,
    async meet({ forward }) {
      if (when === 'after') await forward()
      return new Response(body, { status, headers })
    },
    wire: { do: { kind: 'answer', status, headers, body }, when }
  }
}

function unanswered({ clock, signal }: Meeting): Promise<never> {
  const over = clock.wait()
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => {
      over()
      reject(signal.reason as Error)
    })
  })
}

/** Pieces of a dripping answer, and milliseconds between them: slower than an API answer may be, faster than a silence may last. */
const PIECES = 10
const BETWEEN_PIECES = 4_000
const drip: Behaviour = { kind: 'drip', bytes: 200, every: BETWEEN_PIECES }

export const KINDS = {
  refused: {
    says: 'The connection is refused.',
    meet: ({ url }) => Promise.reject(failed('ECONNREFUSED', 'connect', `connect ECONNREFUSED ${url.host}`)),
    wire: 'gone'
  },
  'reset before': {
    says: 'The connection is reset before the request was read.',
    meet: () => Promise.reject(wasReset()),
    wire: { do: { kind: 'reset' }, when: 'before', read: false }
  },
  'reset after': {
    says: 'The connection is reset after the request was read and done.',
    async meet({ forward }) {
      await forward()
      throw wasReset()
    },
    wire: { do: { kind: 'reset' }, when: 'after' }
  },
  hang: {
    says: 'The request is read, nothing is done, and no answer comes.',
    meet: unanswered,
    wire: { do: { kind: 'hang' }, when: 'before' }
  },
  'hang after': {
    says: 'The request is read and done, and no answer comes.',
    async meet(meeting) {
      await meeting.forward()
      return unanswered(meeting)
    },
    wire: { do: { kind: 'hang' }, when: 'after' }
  },
  '429': answer('429 with `Retry-After`.', 429, { ...JSON_API, 'retry-after': '7' }, error(429, 'Too many requests')),
  '429 bare': answer(
    '429 without any header that says how long to wait.',
    429,
    JSON_API,
    error(429, 'Too many requests')
  ),
  '500': answer('500, and nothing is done.', 500, JSON_API, error(500, 'internal server error')),
  '502': answer('502 with a page of HTML, and nothing is done.', 502, HTML, page('502 Bad Gateway')),
  '503': answer('503, and nothing is done.', 503, JSON_API, error(503, 'service unavailable')),
  '504': answer(
    '504 with a page of HTML, after the request was done.',
    504,
    HTML,
    page('504 Gateway Time-out'),
    'after'
  ),
  truncated: {
    says: 'The request is done, and its answer ends in the middle.',
    async meet({ forward }) {
      const response = await forward()
      const body = new Uint8Array(await response.arrayBuffer())
      if (body.length === 0) throw wasReset()
      const half = body.subarray(0, Math.floor(body.length / 2))
      // One whose length was not announced just ends.
      if (response.headers.get('content-type')?.includes('json') === true) return new Response(half, response)
      // `fetch` knows how long the answer was to be, and says that it was cut off.
      const cut = new ReadableStream<Uint8Array>({
        start: controller => controller.enqueue(half),
        pull: controller => controller.error(new TypeError('terminated', { cause: new Error('other side closed') }))
      })
      return new Response(cut, response)
    },
    wire: { do: { kind: 'truncate' } }
  },
  'another type': answer(
    'A page of HTML with status 200, as a proxy in between gives it that wants a login. Nothing is done.',
    200,
    HTML,
    page('Please log in')
  ),
  'redirect loop': {
    says: 'A redirect to itself. Nothing is done.',
    meet: ({ url }) => Promise.resolve(new Response(null, { status: 307, headers: { location: url.href } })),
    wire: { do: { kind: 'redirect' } }
  },
  drip: {
    says: 'The request is done, and its answer comes in drops for longer than an answer may take.',
    async meet({ forward, clock, signal }) {
      const response = await forward()
      const body = new Uint8Array(await response.arrayBuffer())
      const size = Math.ceil(body.length / PIECES)
      if (size === 0) return new Response(null, response)
      const over = clock.wait()
      let at = 0
      const drops = new ReadableStream<Uint8Array>(
        {
          start: controller =>
            signal?.addEventListener('abort', () => {
              over()
              controller.error(signal.reason)
            }),
          async pull(controller) {
            await clock.sleep(BETWEEN_PIECES, signal)
            controller.enqueue(body.subarray(at, (at += size)))
            if (at < body.length) return
            over()
            controller.close()
          },
          cancel: over
        },
        { highWaterMark: 0 }
      )
      return new Response(drops, response)
    },
    wire: { do: drip }
  },
  thrown: {
    says: 'Sending it throws an error that no network has, with every secret known so far in its message and its cause. Nothing is done.',
    meet: () => Promise.reject(hostileError('fetch')),
    wire: 'thrown'
  }
} as const satisfies Readonly<Record<string, Kind>>

export type KindName = keyof typeof KINDS

/** How long a fault lasts: for one request, for every further one of the same route, or for all that follow, whatever they ask. */
export type Span = 'once' | 'lasting' | 'outage'

/** What is tried with each request. A lasting fault ends when the job ends and the post step runs. */
export const FAULTS: readonly { readonly kind: KindName; readonly span: Span }[] = [
  ...(Object.keys(KINDS) as KindName[]).map(kind => ({ kind, span: 'once' as const })),
  ...(['reset after', 'hang after', '429', '500', 'another type'] as const).map(kind => ({
    kind,
    span: 'lasting' as const
  })),
  { kind: 'refused', span: 'outage' }
]
