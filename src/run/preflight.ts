import { lockHolder } from '../tfe/resources/workspaces.ts'
import type { Workspace } from '../tfe/resources/workspaces.ts'
import type { Operation } from './apply-decision.ts'

/** What a run does, as far as a workspace can prevent it. */
export interface RunIntent {
  readonly operation: Operation
  readonly mode: 'normal' | 'destroy' | 'refresh-only'
  /** Absent where a directory is uploaded. */
  readonly configurationVersionId?: string | undefined
}

/** Why a workspace will not do what is asked of it, with the fix: known before anything is uploaded. */
export function preflightProblems(
  workspace: Workspace,
  { operation, mode, configurationVersionId }: RunIntent
): readonly string[] {
  const { name, executionMode, permissions, hasVcs, allowsDestroyPlans } = workspace
  const applies = operation !== 'plan'
  const known: readonly (readonly [boolean, string])[] = [
    [
      executionMode === 'local',
      `its execution mode is local, so the service stores state but runs nothing. Set the mode to remote or agent in the workspace's settings`
    ],
    [
      permissions.queueRun === false,
      `the token may not queue runs in it. Give the token's team the permission to plan. Organization tokens can't queue runs: use a team token or a user token`
    ],
    [
      applies && hasVcs && configurationVersionId === undefined,
      `it is connected to a repository, and applies only commits from there. Set \`operation\` to \`plan\`, or disconnect the repository`
    ],
    [
      applies && permissions.queueRun !== false && permissions.queueApply === false,
      `the token may plan in it, but not apply. Set \`operation\` to plan, or give the token's team the permission to apply`
    ],
    [
      mode === 'destroy' && allowsDestroyPlans === false,
      `it does not allow plans that destroy everything. Allow them in the workspace's settings, under Destruction and Deletion`
    ],
    [
      mode === 'destroy' && permissions.queueRun !== false && permissions.queueDestroy === false,
      `the token may not plan to destroy everything in it. Give the token's team the permission to apply`
    ]
  ]
  return known.filter(([applies]) => applies).map(([, why]) => `\`workspace\`: "${name}" can't do this: ${why}`)
}

/** What a person should know before a run that takes the workspace's lock begins to wait for it. */
export function lockNotice(workspace: Workspace, { operation }: RunIntent): string | undefined {
  const { name, locked, lockedBy } = workspace
  if (!locked || operation !== 'apply' || lockedBy?.kind === 'run') return undefined
  return `The workspace ${name} is locked${lockHolder(workspace)}. The run waits until it is unlocked.`
}
