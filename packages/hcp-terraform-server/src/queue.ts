import { conduct } from './lifecycle.ts'
import type { Run, Workspace } from './resources.ts'
import type { Service } from './service.ts'
import { isFinal, takeLock } from './transitions.ts'

/**
 * Speculative and saved plans start at once next to the queue; all others one at a time, in order, each under the
 * workspace's lock: https://developer.hashicorp.com/terraform/cloud-docs/run/remote-operations#ordering-and-timing
 */
export function bypassesQueue({ attributes }: Run): boolean {
  return attributes['plan-only'] || attributes['save-plan']
}

export function enqueue(service: Service, run: Run): void {
  const { signal } = run.ended
  const next = () => {
    advance(service, run.workspace)
  }
  signal.addEventListener('abort', next, { once: true })
  start(service, run)
}

function start(service: Service, run: Run): void {
  // A request that creates a run is answered before the run does anything.
  setImmediate(() => {
    if (!bypassesQueue(run)) advance(service, run.workspace)
    else if (run.status === 'pending' && !run.held.has('pending')) service.conducting(conduct(service, run))
  })
}

/** Begins the next run of a workspace, if it is free. */
export function advance(service: Service, workspace: Workspace): void {
  const next = pendingOf(service, workspace)[0]
  if (next === undefined || next.held.has('pending') || !takeLock(next)) return
  service.conducting(conduct(service, next))
}

/** Oldest first. */
export function pendingOf({ world }: Service, workspace: Workspace): Run[] {
  return world
    .runsOf(workspace)
    .filter(run => run.status === 'pending' && !bypassesQueue(run))
    .reverse()
}

/** 0 for what runs, or needs no queue. */
export function positionInQueue(service: Service, run: Run): number {
  return isFinal(run) || run.status !== 'pending' ? 0 : pendingOf(service, run.workspace).indexOf(run) + 1
}

/** Lets a held run go on: past the status it is held in, else past a pause in its scripted log. */
export function release(service: Service, run: Run): void {
  if (!run.held.delete(run.status)) run.released += 1
  service.world.changed()
  if (run.status === 'pending') start(service, run)
}
