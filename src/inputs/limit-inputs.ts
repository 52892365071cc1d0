import type { Inputs } from '../github/inputs.ts'

/** Milliseconds that a run may be queued by default. */
const QUEUE_TIMEOUT_MS = 3_600_000

/** How long to wait for a run. Not to wait for other runs and locks at all leaves the time that the service itself needs to begin. */
export const limitInputs = (input: Inputs) => {
  const queueTimeout = input.duration('queue-timeout', 'or `0s`')
  return {
    queueTimeout: queueTimeout === undefined || queueTimeout === 0 ? QUEUE_TIMEOUT_MS : queueTimeout,
    failIfBusy: queueTimeout === 0,
    timeout: input.duration('timeout')
  }
}
