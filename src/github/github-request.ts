import type { Clock } from '../clock.ts'
import { causes, ConnectionFailed, InputError, isError } from '../errors.ts'
import { DeadlineExceeded } from '../network/deadline.ts'

/** Milliseconds that GitHub may ask to wait at a time, and how often. */
const MAX_WAIT_MS = 60_000
const MAX_WAITS = 4
/** Milliseconds before a request that failed is sent again, each time: a proxy that restarts takes some seconds. */
const PAUSES_MS = [1_000, 2_000, 4_000]

/**
 * Why GitHub refuses a request for good: the token is not valid, it lacks a permission, there is no such thing that it may see, or the server
 * has no GraphQL.
 */
export type RefusalKind = 'token' | 'permission' | 'missing' | 'graphql'

/** GitHub said no, and asking again does not help. */
export class GithubRefusal extends Error {
  override readonly name = 'GithubRefusal'
  readonly kind: RefusalKind

  constructor(kind: RefusalKind, message: string, options: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}

/** Undefined where what is asked for does not exist any more. */
export async function unlessMissing<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request
  } catch (error) {
    if (error instanceof GithubRefusal && error.kind === 'missing') return undefined
    throw error
  }
}

/** GitHub gives no answer that can be used. The message names its host, and the cause. */
export class GithubUnavailable extends Error {
  override readonly name = 'GithubUnavailable'
}

/** What a request is for. One that creates something is not repeated blindly. */
export interface GithubRequest<T> {
  readonly creates?: boolean
  /** What the request names, where it may not exist: "Pull request #7". */
  readonly subject?: string | undefined
  readonly isGraphql?: boolean
  readonly send: () => Promise<T>
}

/** Asks GitHub, as often as it says to come back later. https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
export async function askGithub<T>(
  { creates = false, subject, isGraphql = false, send }: GithubRequest<T>,
  permission: string,
  clock: Clock,
  signal: AbortSignal
): Promise<T> {
  const pauses = PAUSES_MS.values()
  for (let waits = MAX_WAITS; ; waits--) {
    try {
      return await send()
    } catch (error) {
      const wait = mayRepeat(error, creates) ? pauses.next().value : limitOf(error, clock.now())
      // A GitHub or a proxy that was silent for a whole deadline is asked once more only.
      if (isCausedBy(error, DeadlineExceeded)) waits = Math.min(waits, 1)
      if (wait !== undefined && wait <= MAX_WAIT_MS && waits > 0) {
        await clock.sleep(wait, signal)
        continue
      }
      const kind = refusalOf(error, isGraphql)
      if (kind === undefined) throw unavailable(error, signal)
      throw new GithubRefusal(kind, explain(kind, permission, subject), { cause: error })
    }
  }
}

function explain(kind: RefusalKind, permission: string, subject = 'It'): string {
  switch (kind) {
    case 'token':
      return "`github-token` is not valid, or has expired: GITHUB_TOKEN ends with its job, an app's token after an hour. Create a token in this job"
    case 'permission':
      return `GitHub refuses the token: add \`${permission}\` to the job's \`permissions\``
    case 'missing':
      return `${subject} doesn't exist in this repository, or \`github-token\` can't see it. Check the number, and that the token is for this repository`
    case 'graphql':
      return 'the server of GITHUB_API_URL has no GraphQL API, as Gitea and Forgejo have none. Comments need GitHub or GitHub Enterprise Server'
    default:
      return kind satisfies never
  }
}

/** An error of Octokit, as far as it is looked at. */
interface RequestError {
  readonly status: number
  readonly message: string
  readonly request?: { readonly url: string }
  readonly cause?: unknown
  readonly response?: { readonly headers: Readonly<Record<string, string | undefined>> }
}

const isRequestError = (error: unknown): error is RequestError => isError(error) && 'status' in error

/** The cause of an Octokit error when GitHub is not reached, or has a problem. */
function unavailable(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason
  if (!isRequestError(error) || error.status < 500) return error
  if (error.cause instanceof InputError) return error.cause
  const said = error.cause === undefined ? `${error.status} ${error.message}`.trim() : error.message
  const host = URL.parse(error.request?.url ?? '')?.host ?? 'the address in GITHUB_API_URL'
  return new GithubUnavailable(`GitHub (${host}) sent no valid response: ${said}`, { cause: error })
}

/** Refusals that have a fix in the workflow. Others, of a locked conversation for one, have words of their own. */
function refusalOf(error: unknown, isGraphql: boolean): RefusalKind | undefined {
  if (!isRequestError(error)) return undefined
  if (isGraphql && [404, 405].includes(error.status)) return 'graphql'
  if (error.status === 401) return 'token'
  if (error.status === 404) return 'missing'
  return error.status === 403 && /not accessible|must have/i.test(error.message) ? 'permission' : undefined
}

/** Whether asking again may help, and writes nothing twice. Without a connection, nothing was sent. */
function mayRepeat(error: unknown, creates: boolean): boolean {
  if (!isRequestError(error) || error.status < 500 || error.cause instanceof InputError) return false
  return error.cause instanceof ConnectionFailed ? !error.cause.isLasting : !creates
}

function isCausedBy(error: unknown, kind: new (...args: never[]) => Error): boolean {
  if (error instanceof kind) return true
  return isError(error) && causes(error).some(cause => isCausedBy(cause, kind))
}

/** Milliseconds until a rate limit ends. */
function limitOf(error: unknown, now: number): number | undefined {
  if (!isRequestError(error)) return undefined
  const { status, message, response } = error
  if (status !== 403 && status !== 429) return undefined
  const {
    'retry-after': after,
    'x-ratelimit-remaining': remaining,
    'x-ratelimit-reset': reset
  } = response?.headers ?? {}
  if (after !== undefined) return Number(after) * 1000
  if (remaining === '0' && reset !== undefined) return Math.max(0, Number(reset) * 1000 - now)
  return /secondary rate limit/i.test(message) ? MAX_WAIT_MS : undefined
}
