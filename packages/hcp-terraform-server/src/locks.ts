import { advance } from './queue.ts'
import { conflict, Refusal } from './refusal.ts'
import type { Caller, Workspace } from './resources.ts'
import type { Service } from './service.ts'
import { latestIsPending, settleIntermediate } from './states.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspaces#lock-a-workspace */
export function lock({ world }: Service, workspace: Workspace, caller: Caller, reason: string | undefined): void {
  if (workspace.lock !== undefined) throw conflict('Unable to lock workspace. The workspace is already locked.')
  workspace.lock = { by: 'caller', caller, ...(reason === undefined ? {} : { reason }) }
  world.changed()
}

/** Only who locked it unlocks it; clients tell the cases by these words. */
export function unlock(
  service: Service,
  workspace: Workspace,
  caller: Caller,
  terraformVersion: string | undefined
): void {
  const { lock } = workspace
  if (lock === undefined) throw conflict('Unable to unlock workspace. The workspace is already unlocked.')
  if (lock.by === 'run' || lock.caller.id !== caller.id)
    throw conflict(
      `Unable to unlock workspace. The workspace is locked by ${holder(lock)} and may not be unlocked except by them.`
    )
  if (latestIsPending(service, workspace) || service.faults.take('unlock-pending') !== undefined)
    throw stillPending(terraformVersion)
  release(service, workspace)
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspaces#force-unlock-a-workspace */
export function forceUnlock(service: Service, workspace: Workspace): void {
  if (workspace.lock === undefined) throw conflict('Unable to unlock workspace. The workspace is not locked.')
  if (workspace.lock.by === 'run')
    throw conflict(`Unable to unlock workspace. The workspace is locked by ${holder(workspace.lock)}.`)
  release(service, workspace)
}

function release(service: Service, workspace: Workspace): void {
  workspace.lock = undefined
  settleIntermediate(service, workspace)
  service.world.changed()
  advance(service, workspace)
}

function holder(lock: NonNullable<Workspace['lock']>): string {
  if (lock.by === 'run') return `Run ${lock.run.id}`
  return `${lock.caller.kind === 'team' ? 'Team' : 'User'} ${lock.caller.id}`
}

/** Old clients retry 5xx only, newer ones look for the words: https://github.com/hashicorp/terraform/issues/35747 */
function stillPending(terraformVersion: string | undefined): Refusal {
  const [major = 0, minor = 0] = (terraformVersion ?? '99').split('.').map(Number)
  const modern = major > 1 || (major === 1 && minor >= 10)
  return new Refusal(
    modern ? 400 : 503,
    modern ? 'bad request' : 'service unavailable',
    'Unable to unlock workspace. The latest state version is still pending.'
  )
}
