import { may } from './callers.ts'
import { pendingOf, bypassesQueue } from './queue.ts'
import { notAllowed, Refusal } from './refusal.ts'
import type { Caller, Run } from './resources.ts'
import type { Service } from './service.ts'
import { addEvent, end, isFinal } from './transitions.ts'
import { second } from './world.ts'

/** What people decide about a run, and when they may. */

/** What a client may do with it now. */
export function actionsOf(run: Run, now: Date) {
  const over = isFinal(run)
  const asked = run.canceledAt !== undefined
  const resting = run.awaiting !== undefined
  return {
    'is-cancelable': !over && !asked && !resting,
    'is-confirmable': run.awaiting === 'confirmation',
    'is-discardable': resting,
    'is-force-cancelable': !over && run.forceCancelAvailableAt !== undefined && run.forceCancelAvailableAt <= now
  }
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#apply-a-run */
export function confirm(service: Service, run: Run, caller: Caller): void {
  if (run.awaiting !== 'confirmation')
    throw notAllowed('The run is not paused for confirmation; it can not be applied.')
  run.confirmedBy = caller
  run.awaiting = undefined
  addEvent(service, run, 'confirmed', caller)
  service.world.changed()
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#discard-a-run: also what still waits for its turn. */
export function discard(service: Service, run: Run, caller: Caller): void {
  if (run.status !== 'pending' && run.awaiting === undefined)
    throw notAllowed('The run is not paused for confirmation or priority; it can not be discarded.')
  addEvent(service, run, 'discarded', caller)
  end(service, run, 'discarded')
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#cancel-a-run: Terraform is interrupted, and ends in its own time. */
export function cancel(service: Service, run: Run, caller: Caller): void {
  const { world, settings } = service
  const now = world.now()
  if (!actionsOf(run, now)['is-cancelable'])
    throw notAllowed('The run is not planning or applying; it can not be canceled.')
  run.canceledAt = now
  run.canceledBy = caller
  run.forceCancelAvailableAt = new Date(now.getTime() + settings.timings.coolOff)
  addEvent(service, run, 'canceled', caller)
  run.interrupt.abort()
  world.changed()
  if (run.status !== 'planning' && run.status !== 'applying') end(service, run, 'canceled')
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#forcefully-cancel-a-run */
export function forceCancel(service: Service, run: Run, caller: Caller): void {
  const now = service.world.now()
  if (!actionsOf(run, now)['is-force-cancelable'])
    throw notAllowed('The run has not been canceled before, or its cool-off period is not over; it can not be forced.')
  run.statusTimestamps['force-canceled-at'] = second(now)
  addEvent(service, run, 'force_canceled', caller)
  end(service, run, 'canceled')
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#forcefully-execute-a-run: what came before it has to go. */
export function forceExecute(service: Service, run: Run, caller: Caller): void {
  const { lock } = run.workspace
  if (run.status !== 'pending' || lock === undefined || bypassesQueue(run))
    throw new Refusal(403, 'forbidden', 'The run is not pending, or its workspace is not locked.')
  if (lock.by !== 'run' || lock.run.awaiting === undefined)
    throw notAllowed('The run that holds the lock can not be discarded.')
  const earlier = pendingOf(service, run.workspace)
  for (const other of earlier.slice(0, earlier.indexOf(run))) discard(service, other, caller)
  discard(service, lock.run, caller)
}

export function runPermissions(caller: Caller, { workspace }: Run) {
  const apply = may(caller, 'can-queue-apply', workspace)
  return {
    'can-apply': apply,
    'can-cancel': apply,
    'can-comment': may(caller, 'can-read-run', workspace),
    'can-discard': apply,
    'can-force-execute': apply,
    'can-force-cancel': may(caller, 'can-update', workspace),
    'can-override-policy-check': may(caller, 'can-override-policy-check', workspace)
  }
}
