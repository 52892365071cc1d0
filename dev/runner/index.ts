/** The GitHub runner, as far as an action can tell. README.md says what it does and what it leaves out. */
export type { Annotation } from './annotations.ts'
export { runAction, type ActionOptions, type ActionRun, type EndedAction, type PostOptions } from './action.ts'
export type { Event, GithubContext } from './github-context.ts'
export type { Conclusion } from './job-context.ts'
export type { Patience } from './process.ts'
export type { LiveStep, StepEnd } from './step.ts'
