import { readFileSync } from 'node:fs'

/** What started the workflow: https://docs.github.com/en/webhooks/webhook-events-and-payloads */
export interface Event {
  readonly name: string
  readonly payload: Payload
}

/** The few fields that are looked at. */
export interface Payload {
  readonly pull_request?: { readonly number?: number }
}

/** Reads the event of a job. One that can't be read is an event without content. */
export function readEvent(env: NodeJS.ProcessEnv): Event {
  const name = env.GITHUB_EVENT_NAME ?? ''
  try {
    return { name, payload: JSON.parse(readFileSync(env.GITHUB_EVENT_PATH ?? '', 'utf8')) as Payload }
  } catch {
    return { name, payload: {} }
  }
}
