/** What there is, and how its parts hang together. */
export { PERMISSIONS } from './resources/callers.ts'
export type * from './resources/callers.ts'
export type * from './resources/checks.ts'
export type * from './resources/configuration-versions.ts'
export type * from './resources/runs.ts'
export type * from './resources/states.ts'
export type * from './resources/variables.ts'
export type * from './resources/workspaces.ts'
