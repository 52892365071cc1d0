/** The parts of `terraform show -json` of a plan that may hold sensitive values. */
interface Change {
  readonly before?: unknown
  readonly after?: unknown
  readonly before_sensitive?: unknown
  readonly after_sensitive?: unknown
}
interface PlanJson {
  readonly format_version?: string
  readonly output_changes?: Readonly<Record<string, Change>>
  readonly resource_changes?: readonly { readonly change: Change }[]
  readonly resource_drift?: readonly { readonly change: Change }[]
  readonly relevant_attributes?: readonly unknown[]
}
interface Schemas {
  readonly format_version?: string
  readonly provider_schemas?: unknown
}

/**
 * The plan as the CLI renders it: changes and schemas in one document, sensitive values gone.
 * https://github.com/hashicorp/terraform/blob/main/internal/command/jsonformat/plan.go
 */
export function redactedPlan(plan: unknown, schemas: unknown): unknown {
  const { format_version, output_changes, resource_changes, resource_drift, relevant_attributes } = (plan ??
    {}) as PlanJson
  const { format_version: provider_format_version, provider_schemas } = (schemas ?? {}) as Schemas
  return {
    plan_format_version: format_version,
    output_changes: Object.fromEntries(
      Object.entries(output_changes ?? {}).map(([name, change]) => [name, redactedChange(change)])
    ),
    resource_changes: resource_changes?.map(item => ({ ...item, change: redactedChange(item.change) })),
    resource_drift: resource_drift?.map(item => ({ ...item, change: redactedChange(item.change) })),
    relevant_attributes,
    provider_format_version,
    provider_schemas
  }
}

function redactedChange(change: Change): Change {
  return {
    ...change,
    before: redacted(change.before, change.before_sensitive),
    after: redacted(change.after, change.after_sensitive)
  }
}

/** `marks` mirrors the value: true where it is sensitive, with everything below. */
function redacted(value: unknown, marks: unknown): unknown {
  if (marks === true) return value === null || value === undefined ? value : 'REDACTED'
  if (typeof marks !== 'object' || marks === null || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item, at) => redacted(item, (marks as unknown[])[at]))
  const inner = marks as Readonly<Record<string, unknown>>
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redacted(item, inner[key])]))
}
