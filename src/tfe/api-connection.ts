import type { Clock } from '../clock.ts'
import type { Fetch } from '../network/fetch.ts'
import type { Secrets } from '../secrets/secrets.ts'

/** Where the API is, who asks, and the world it is asked through. */
export interface Connection {
  /** The API's base, such as `https://app.terraform.io/api/v2`. */
  readonly base: URL
  readonly token: string
  /** Where the token came from, for messages, such as "the input `token`". */
  readonly tokenSource: string
  readonly fetch: Fetch
  readonly clock: Clock
  /** Whether the server has answered before. */
  readonly hasAnswered?: boolean
  /** What is removed from what an answer says. */
  readonly secrets?: Secrets
}
