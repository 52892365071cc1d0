import type { Resource } from '../document.ts'
import { downloadText } from '../download.ts'
import type { Http, Options } from '../http.ts'
import { pages } from '../pages.ts'
import { path } from '../path.ts'

/** A check of Sentinel policies by the service. https://developer.hashicorp.com/terraform/cloud-docs/api-docs/policy-checks */
export interface PolicyCheck {
  readonly id: string
  readonly status: string
  readonly scope: string | undefined
  readonly passed: number
  readonly advisoryFailed: number
  readonly softFailed: number
  readonly hardFailed: number
  readonly overridable: boolean
}

/** Bytes of what Sentinel prints that are still looked at. */
const MAX_OUTPUT_BYTES = 1_048_576

export class PolicyChecks {
  readonly #http: Http

  constructor(http: Http) {
    this.#http = http
  }

  async list(runId: string, options?: Options): Promise<readonly PolicyCheck[]> {
    const all = pages(this.#http, path`/runs/${runId}/policy-checks`, { ...options, of: { run: runId } })
    return (await Array.fromAsync(all)).map(policyCheck)
  }

  /** What Sentinel printed: the names of the policies and their results. Empty before there is any. */
  output(id: string, options?: Options): Promise<string> {
    return downloadText(this.#http, path`/policy-checks/${id}/output`, MAX_OUTPUT_BYTES, options?.signal)
  }

  override(id: string, options?: Options): Promise<void> {
    return this.#http.act(path`/policy-checks/${id}/actions/override`, undefined, options)
  }
}

function policyCheck({ id, attributes }: Resource): PolicyCheck {
  const result = attributes.fields('result')
  return {
    id,
    status: attributes.text('status') ?? 'unknown',
    scope: attributes.text('scope'),
    passed: result.count('passed') ?? 0,
    advisoryFailed: result.count('advisory-failed') ?? 0,
    softFailed: result.count('soft-failed') ?? 0,
    hardFailed: result.count('hard-failed') ?? 0,
    overridable: attributes.fields('actions').flag('is-overridable') ?? false
  }
}
