import type { Trigger } from '../../packages/github-server/src/index.ts'
import type { Options } from './on-a-runner.ts'

/** Options of a step that an event of a pull request has started, and that may comment on it. */
export const onGithub = (trigger: Trigger, options: Options = {}): Options => ({
  ...options,
  ...trigger,
  inputs: { 'pull-request-comment': 'always', ...options.inputs }
})
