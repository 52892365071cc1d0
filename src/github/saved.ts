import * as core from '@actions/core'

const STATE = 'run'

/** A run that this step is to end, or that it may have created when it was killed. */
export type Owned =
  { readonly runId: string } | { readonly workspaceId: string; readonly planOnly: boolean; readonly step: string }

/**
 * What the post step knows: the run that this step has begun and not seen the end of. The runner keeps it as soon as it is written, also
 * when the step is killed.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#sending-values-to-the-pre-and-post-actions
 */
export const saved = {
  /** From here on the post step ends the run, if nobody else has. */
  own: (owned: Owned): void => core.saveState(STATE, owned),
  /** The run is over, or goes on on purpose. */
  release: (): void => core.saveState(STATE, ''),
  owned(): Owned | undefined {
    const text = core.getState(STATE)
    return text === '' ? undefined : (JSON.parse(text) as Owned)
  }
}
