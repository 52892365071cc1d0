import type { IncomingMessage } from 'node:http'
import { newSecret } from './ids.ts'

/** What a URL with a secret in it gives or takes. Where it says neither, the method is refused. */
export interface Blob {
  readonly get?: (query: URLSearchParams) => Response | Promise<Response>
  /** Resolves when all of it arrived. Throws a Refusal, or answers. It may come again. */
  readonly put?: (body: IncomingMessage) => Promise<void>
}

export type BlobKind =
  'configuration' | 'state' | 'json-state' | 'log' | 'plan-json' | 'plan-json-redacted' | 'plan-schema' | 'plan-export'

interface Issued {
  readonly blob: Blob
  readonly secret: string
  readonly expires: number
}

/**
 * The object store: no one asks who you are, the path is the permission. Its name is HashiCorp's own, as in
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/configuration-versions#upload-configuration-files
 */
export class Blobs {
  readonly #issued = new Map<string, Issued>()
  readonly #byKey = new Map<string, string>()
  readonly #given = new Set<string>()
  #sweepAt = 1000

  /** What every URL that was ever given out holds in place of a token. */
  get secrets(): ReadonlySet<string> {
    return this.#given
  }

  /** The same key gives the same path for half its life. */
  path(kind: BlobKind, key: string, life: number, blob: Blob): string {
    const id = `${kind} ${key}`
    const known = this.#issued.get(this.#byKey.get(id) ?? '')
    if (known !== undefined && known.expires - Date.now() > life / 2) return path(kind, known.secret)
    if (this.#byKey.size >= this.#sweepAt) this.#forgetExpired()
    const secret = newSecret()
    this.#given.add(secret)
    this.#issued.set(secret, { blob, secret, expires: Date.now() + life })
    this.#byKey.set(id, secret)
    return path(kind, secret)
  }

  find(secret: string): Blob | undefined {
    const issued = this.#issued.get(secret)
    return issued === undefined || issued.expires <= Date.now() ? undefined : issued.blob
  }

  #forgetExpired(): void {
    for (const [key, secret] of this.#byKey) {
      const issued = this.#issued.get(secret)
      if (issued !== undefined && issued.expires > Date.now()) continue
      this.#issued.delete(secret)
      this.#byKey.delete(key)
    }
    this.#sweepAt = 1000 + 2 * this.#byKey.size
  }
}

function path(kind: BlobKind, secret: string): string {
  return `/_archivist/v1/${kind}/${secret}`
}
