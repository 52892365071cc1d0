import type { LikenessName } from './likeness.ts'

/** How this instance of the service behaves, where real ones differ or a test needs to choose. */
export interface Settings {
  /** HCP Terraform, or Terraform Enterprise with its backing data endpoints and version headers. */
  readonly product: 'hcp' | 'enterprise'
  readonly timings: Timings
  /** Another server of the same API to answer like; undefined is HCP Terraform as it is today. */
  readonly like: LikenessName | undefined
  /**
   * Lists of outputs give sensitive values as null since 2026-11-10, and gave them in plain text before:
   * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/state-version-outputs
   */
  readonly sensitiveValues: 'null' | 'plaintext'
  /** HCP Terraform's state URLs lead through its API, which asks for the bearer; Terraform Enterprise's lead to the blob store. */
  readonly stateDownload: 'api' | 'archivist'
  /** Refuses parameters of queries that no one knows, instead of ignoring them. */
  readonly strict: boolean
  /** Refuses bearer tokens on upload, log and download URLs, as a signed object store does. */
  readonly strictArchivist: boolean
  /** Bytes of one upload: configurations and state. */
  readonly uploadLimit: number
  /** 30 requests a second, and 30 a minute on run lists. Off, no rate limit header is sent either. */
  readonly rateLimit: boolean
  /** How many plans and applies may run at a time; the others stay queued. */
  readonly concurrency: number
  /** Seconds between snapshots of the state that the CLI uploads during an apply of its own. Absent: none. */
  readonly snapshotInterval: number | undefined
  /** Whether it has tags with values. Without, tags are names. */
  readonly tagBindings: boolean
  /** Whether workspaces may be destroyed on a date, or when no one uses them. */
  readonly autoDestroy: boolean
}

/** All in milliseconds. */
export interface Timings {
  /** From the upload of a configuration to `uploaded`. */
  readonly processing: number
  /** In each queue: queuing, plan_queued, confirmed, queuing_apply, apply_queued. */
  readonly queue: number
  readonly fetching: number
  readonly costEstimate: number
  readonly policyCheck: number
  readonly task: number
  /** From a new state to its outputs and resources. */
  readonly outputs: number
  /** From a cancel to the permission to force it. */
  readonly coolOff: number
  /** Life of upload, log and download URLs. */
  readonly url: number
  /** Life of the URLs that plan JSON and errored state redirect to. */
  readonly redirect: number
}

const HOUR = 3_600_000

/** Nothing waits: what a test means to wait for, it asks for. */
export const INSTANT: Timings = {
  processing: 0,
  queue: 0,
  fetching: 0,
  costEstimate: 0,
  policyCheck: 0,
  task: 0,
  outputs: 0,
  coolOff: 0,
  // https://developer.hashicorp.com/terraform/cloud-docs/api-docs#authentication: archivist URLs live 25 hours.
  url: 25 * HOUR,
  // https://developer.hashicorp.com/terraform/cloud-docs/api-docs/plans#retrieve-the-json-execution-plan
  redirect: 60_000
}

/** The service's own pace, several times as fast. */
export const LIVELY: Timings = {
  ...INSTANT,
  processing: 400,
  queue: 150,
  fetching: 300,
  costEstimate: 700,
  policyCheck: 700,
  task: 700,
  outputs: 800,
  coolOff: 10_000
}

export const DEFAULTS: Settings = {
  product: 'hcp',
  timings: INSTANT,
  like: undefined,
  sensitiveValues: 'null',
  stateDownload: 'api',
  strict: false,
  strictArchivist: false,
  uploadLimit: 2 ** 31,
  rateLimit: false,
  concurrency: Infinity,
  snapshotInterval: undefined,
  tagBindings: true,
  autoDestroy: true
}
