import type { TokenKind } from './tokens.ts'

/** Why one field was refused: https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api#validation-failed */
export interface Invalid {
  readonly resource: string
  readonly code: string
  readonly field: string
  readonly message?: string
}

/** GitHub says no. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  readonly errors: readonly Invalid[] | undefined

  constructor(status: number, message: string, errors?: readonly Invalid[]) {
    super(message)
    this.status = status
    this.errors = errors
  }

  /** `page` is of https://docs.github.com/rest. */
  document(page: string) {
    return {
      message: this.message,
      ...(this.errors === undefined ? {} : { errors: this.errors }),
      documentation_url: `https://docs.github.com/rest${page}`,
      status: String(this.status)
    }
  }
}

export function notFound(): Refusal {
  return new Refusal(404, 'Not Found')
}

export function found<T>(item: T | undefined): T {
  if (item === undefined) throw notFound()
  return item
}

export function invalid(...errors: readonly Invalid[]): Refusal {
  return new Refusal(422, 'Validation Failed', errors)
}

/**
 * A token that has no permission for what it sees. Classic tokens have no permissions; what their scopes leave out isn't there.
 * https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api#resource-not-accessible
 */
export function notAccessible(kind: TokenKind): Refusal {
  if (kind === 'classic') return notFound()
  const by = kind === 'installation' ? 'integration' : 'personal access token'
  return new Refusal(403, `Resource not accessible by ${by}`)
}
