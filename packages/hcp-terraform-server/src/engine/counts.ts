import type { Counts } from './engine.ts'

/** The part of a plan's JSON that is counted: https://developer.hashicorp.com/terraform/internals/json-format#change-representation */
export interface PlanJson {
  readonly resource_changes?: readonly {
    readonly mode: string
    readonly change: { readonly actions: readonly string[]; readonly importing?: unknown }
  }[]
}

/** A replacement counts twice, as it does in "Plan: 1 to add, 0 to change, 1 to destroy". */
export function countChanges(plan: PlanJson): Counts {
  const changes = (plan.resource_changes ?? []).filter(({ mode }) => mode === 'managed').map(({ change }) => change)
  const count = (action: string) => changes.filter(({ actions }) => actions.includes(action)).length
  return {
    additions: count('create'),
    changes: count('update'),
    destructions: count('delete'),
    imports: changes.filter(({ importing }) => importing !== undefined).length
  }
}

/** Terraform's last word on an apply: the same sentence in plain text and in the JSON lines. */
export function countApplied(log: string): Counts {
  const said = /Apply complete! Resources: (?:(\d+) imported, )?(\d+) added, (\d+) changed, (\d+) destroyed/g
  const [, imports, additions, changes, destructions] = [...log.matchAll(said)].at(-1) ?? []
  const number = (digits = '0') => Number(digits)
  return {
    additions: number(additions),
    changes: number(changes),
    destructions: number(destructions),
    imports: number(imports)
  }
}
