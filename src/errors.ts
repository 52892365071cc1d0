/**
 * The kinds of failure. A fifth kind, anything else that is thrown, is a defect of this action.
 * `cause` is kept wherever there is one.
 */

/** The workflow asked for something that can't be: each problem names the input, what it may be, and the fix. */
export class InputError extends Error {
  override readonly name = 'InputError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[], options?: { cause?: unknown }) {
    super(problems.join('\n'), options)
    this.problems = problems
  }
}

/** One entry of a JSON:API error document: https://jsonapi.org/format/#errors */
export interface Problem {
  readonly title: string
  readonly detail?: string
  /** Which part of the request is wrong, as `/data/attributes/name`. */
  readonly pointer?: string
  /** Which query parameter is wrong, as `filter[status]`. */
  readonly parameter?: string
  /** The service's own word for the problem. */
  readonly code?: string
}

/** A problem in the service's words, with the part of the request that it is about. */
function sentenceOf({ title, detail, pointer, parameter, code }: Problem): string {
  const about = [
    ...(pointer === undefined || pointer === '/data' ? [] : [pointer]),
    ...(parameter === undefined ? [] : [`parameter ${parameter}`]),
    ...(code === undefined || code === title || /^\d{3}$/.test(code) ? [] : [`code ${code}`])
  ]
  return (detail ?? title) + (about.length === 0 ? '' : ` (${about.join(', ')})`)
}

/** The service answered, and the answer was no. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly method: string
  readonly path: string
  readonly status: number
  readonly problems: readonly Problem[]
  /** Whether the answer is an error of the API's. One of a proxy's, or of the storage that the API redirects to, says nothing of what was asked for. */
  readonly isOfApi: boolean
  /** Whether the request went to the server of the API, and not to storage. */
  readonly isOfServer: boolean

  constructor(
    method: string,
    path: string,
    status: number,
    problems: readonly Problem[],
    {
      hint,
      isOfApi = true,
      isOfServer = true
    }: { readonly hint?: string | undefined; readonly isOfApi?: boolean; readonly isOfServer?: boolean } = {}
  ) {
    const said = problems.map(sentenceOf).join('; ')
    const request = `${method} ${path}`
    // A plain answer may begin with its own status ("404 page not found").
    const answer = said === '' ? `status ${status}` : said.startsWith(`${status} `) ? said : `${status} ${said}`
    super(hint === undefined ? `${answer} (${request})` : `${hint}\n(${request}: ${answer})`)
    this.method = method
    this.path = path
    this.status = status
    this.problems = problems
    this.isOfApi = isOfApi && isOfServer
    this.isOfServer = isOfServer
  }

  /** What was asked for does not exist, or not for this token. */
  static isAbsence(error: unknown): error is ApiError {
    return ApiError.is(error, 404) && error.isOfApi
  }

  /** The server does not have the route, or something before it answered. */
  static isMissingRoute(error: unknown): error is ApiError {
    return ApiError.is(error, 404) && error.isOfServer && !error.isOfApi
  }

  static is(error: unknown, ...statuses: number[]): error is ApiError {
    return error instanceof ApiError && statuses.includes(error.status)
  }
}

/** No answer came: refused, reset, timed out, cut off. There is no status to report. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError'
  readonly method: string
  readonly path: string

  /** `redact` removes secrets from the text of the cause. */
  constructor(
    method: string,
    path: string,
    { cause, redact = text => text }: { readonly cause: unknown; readonly redact?: (text: string) => string }
  ) {
    const request = `(${method} ${path})`
    const failed = innermost(cause)
    const said = redact(messageOf(failed))
    super(
      failed instanceof ConnectionFailed
        ? `${said.charAt(0).toUpperCase()}${said.slice(1)}\n${request}`
        : `No valid response: ${said} ${request}`,
      { cause }
    )
    this.method = method
    this.path = path
  }
}

/** No connection came about, so that no byte of a request has left. Its message says whose fault that is, and what may help. */
export class ConnectionFailed extends Error {
  override readonly name = 'ConnectionFailed'
  /** Connecting again would fail again, as with a certificate that is not trusted. */
  readonly isLasting: boolean
  /** The address may be wrong: the name does not exist, or nothing listens there. */
  readonly isAddressDoubtful: boolean

  constructor(
    message: string,
    {
      isLasting,
      isAddressDoubtful = false,
      cause
    }: { readonly isLasting: boolean; readonly isAddressDoubtful?: boolean; readonly cause?: unknown }
  ) {
    super(message, { cause })
    this.isLasting = isLasting
    this.isAddressDoubtful = isAddressDoubtful
  }
}

/** Whether a request failed: it was refused, or not answered. */
export const isRequestFailure = (error: unknown): error is ApiError | NetworkError =>
  error instanceof ApiError || error instanceof NetworkError

/** What was asked for has ended otherwise in the service: Terraform failed, a policy or a person refused, time ran out. */
export class RunFailed extends Error {
  override readonly name = 'RunFailed'
}

/** Whether something is an error, of any realm. `Error.isError` is newer than the oldest Node that actions run on. */
export const isError = (value: unknown): value is Error =>
  value instanceof Error || Object.prototype.toString.call(value) === '[object Error]'

/** What a person reads of whatever was thrown. */
export const messageOf = (error: unknown): string => (isError(error) ? error.message : String(error))

/** The innermost cause is the one that says something: fetch's own message is always "fetch failed". */
function innermost(error: unknown): unknown {
  if (!isError(error) || error instanceof ConnectionFailed) return error
  const [first] = causes(error)
  return first === undefined ? error : innermost(first)
}

/** What an error was caused by: connecting to several addresses fails with one error for each. */
export function causes(error: Error): readonly unknown[] {
  if ('errors' in error && Array.isArray(error.errors) && error.errors.length > 0) return error.errors
  return error.cause === undefined ? [] : [error.cause]
}
