import type { StalledRun } from './queue.ts'
import { statusMeaning } from './status.ts'

/** How long something waited, in a log. */
export function describeWait(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min`
}

/** What the action waits for, and what a person can do about it. */
export function describeStall({ run, waited }: StalledRun): string {
  const { status } = run
  const waitsFor = {
    queued: 'for its turn',
    working: 'for the service to continue it',
    confirmable: 'until the service allows a confirmation',
    override: 'for a person to override what has failed',
    ended: 'for nothing'
  }[statusMeaning(status)]
  return (
    `The run has been \`${status}\` for ${describeWait(waited)}, and the action waits ${waitsFor}. ` +
    'Look at the run in the service, end it there, or set `timeout`.'
  )
}
