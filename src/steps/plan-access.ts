import type { Run } from '../tfe/resources/runs.ts'

/** A plan as text, or why its attributes are not shown. */
export type PlanText = readonly string[] | { readonly missing: string }

export const NO_PLAN = { missing: 'The attributes are not known: the plan as JSON was not read.' }

/** How the plan of a run is read, once it has ended. */
export interface PlanAccess {
  readonly planOf: (run: Run) => Promise<PlanText>
  /** Keeps the values that the plan marks as sensitive out of the log. False where a limit has passed before; none counts once the run has ended. */
  readonly hideMarked: (run: Run, isOver: boolean) => Promise<boolean>
}
