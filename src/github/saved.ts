import * as core from '@actions/core'

/** The files in bin/ that start post steps look for these two. */
const STATE = 'run'
const LOCK = 'lock'
const CONNECTION = 'connection'

/** A run that this step is to end, or that it may have created when it was killed. */
export type OwnedRun = (
  | { readonly runId: string }
  | {
      readonly workspaceId: string
      readonly planOnly: boolean
      readonly step: string
      readonly ownVersionId?: string | undefined
    }
) & {
  /** Whether it goes on where the job is cancelled. */
  readonly leave?: boolean
}

/** A workspace's lock that this step is to give back, or that it may have taken when it was killed. */
export interface OwnedLock {
  readonly workspaceId: string
  readonly organization: string
  readonly workspace: string
  /** A part of the lock's reason. A lock without it is somebody else's. Undefined where the caller holds the lock. */
  readonly lockId?: string
  /** Whether the service has answered that the lock is taken. */
  readonly isAnswered?: boolean
  /** The state that is uploaded under it: where it lies, and what it was. */
  readonly upload?: { readonly path: string; readonly serial: number; readonly md5: string }
}

/** Where the step's requests go, and where their token is from. The post step sends it nowhere else. */
export interface OwnConnection {
  readonly site: string
  readonly tokenSource: string
  /** Where people find the run, once there is one. */
  readonly runUrl?: string
}

/**
 * What the post step knows: the run that this step has begun and not seen the end of, the lock that it has not given back. The runner keeps it
 * as soon as it is written, also when the step is killed.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#sending-values-to-the-pre-and-post-actions
 */
export const savedState = {
  /** From here on the post step ends the run, if it is still active. */
  own: (owned: OwnedRun): void => core.saveState(STATE, owned),
  /** The run has finished, or goes on on purpose. */
  release: (): void => core.saveState(STATE, ''),
  owned(env: NodeJS.ProcessEnv): OwnedRun | undefined {
    const text = read(env, STATE)
    return text === '' ? undefined : (JSON.parse(text) as OwnedRun)
  },

  /** From here on the post step gives the lock back, if it is still held. */
  ownLock: (lock: OwnedLock): void => core.saveState(LOCK, lock),
  releaseLock: (): void => core.saveState(LOCK, ''),
  lock(env: NodeJS.ProcessEnv): OwnedLock | undefined {
    const text = read(env, LOCK)
    return text === '' ? undefined : (JSON.parse(text) as OwnedLock)
  },

  /** Environment variables may name another host by the time of the post step. */
  connect: ({ site, tokenSource, runUrl }: OwnConnection): void =>
    core.saveState(CONNECTION, { site, tokenSource, ...(runUrl !== undefined && { runUrl }) }),
  connection(env: NodeJS.ProcessEnv): OwnConnection | undefined {
    const text = read(env, CONNECTION)
    return text === '' ? undefined : (JSON.parse(text) as OwnConnection)
  }
}

/** What the runner passes to the post step. */
const read = (env: NodeJS.ProcessEnv, name: string): string => env[`STATE_${name}`] ?? ''
