import type { Caller } from './resources.ts'

interface Bucket {
  readonly limit: number
  readonly ends: number
  used: number
}

/**
 * 30 requests a second for each user, whatever the token; 30 a minute on run lists.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs#rate-limiting
 */
export class Limits {
  readonly #on: boolean
  readonly #buckets = new Map<string, Bucket>()

  constructor(on: boolean) {
    this.#on = on
  }

  meet({ id }: Caller, path: string): { exceeded: boolean; headers: Record<string, string> } | undefined {
    if (!this.#on) return undefined
    const lists = /^\/api\/v2\/(workspaces|organizations)\/[^/]+\/runs$/.test(path)
    const bucket = this.#bucket(`${id} ${lists ? 'lists' : 'all'}`, lists ? 60_000 : 1000)
    bucket.used += 1
    const headers = {
      'x-ratelimit-limit': String(bucket.limit),
      'x-ratelimit-remaining': String(Math.max(0, bucket.limit - bucket.used)),
      'x-ratelimit-reset': String(Math.max(0, (bucket.ends - Date.now()) / 1000))
    }
    return { exceeded: bucket.used > bucket.limit, headers }
  }

  #bucket(key: string, window: number): Bucket {
    const known = this.#buckets.get(key)
    if (known !== undefined && known.ends > Date.now()) return known
    const fresh = { limit: 30, ends: Date.now() + window, used: 0 }
    this.#buckets.set(key, fresh)
    return fresh
  }
}
