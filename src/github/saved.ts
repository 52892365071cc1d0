import * as core from '@actions/core'

const RUN = 'owned-run'

/**
 * What the post step knows: which run this step has begun and not seen the end of. The runner keeps it as soon as it is written,
 * also when the step is killed. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#sending-values-to-the-pre-and-post-actions
 */
export const saved = {
  /** From here on the post step ends the run, if nobody else has. */
  own: (runId: string): void => core.saveState(RUN, runId),
  /** The run is over, or goes on on purpose. */
  release: (): void => core.saveState(RUN, ''),
  owned: (): string | undefined => core.getState(RUN) || undefined
}
