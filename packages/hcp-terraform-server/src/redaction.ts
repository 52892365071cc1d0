import { createHmac, randomBytes } from 'node:crypto'

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
  readonly deferred_changes?: readonly { readonly resource_change?: { readonly change: Change } }[]
  readonly action_invocations?: readonly unknown[]
}
interface Schemas {
  readonly format_version?: string
  readonly provider_schemas?: unknown
}

/**
 * The plan as the CLI renders it: changes and schemas in one document. Each sensitive value is a digest, with a key that only this document
 * has: two of one document can be compared, and nothing else be learned from them.
 * https://github.com/hashicorp/terraform/blob/main/internal/command/jsonformat/plan.go
 */
export function redactedPlan(plan: unknown, schemas: unknown): unknown {
  const { format_version, output_changes, resource_changes, resource_drift, deferred_changes, ...rest } = (plan ??
    {}) as PlanJson
  const { format_version: provider_format_version, provider_schemas } = (schemas ?? {}) as Schemas
  const { relevant_attributes, action_invocations } = rest
  const redactor = new Redactor()
  const item = <T extends { readonly change: Change }>(of: T): T => ({ ...of, change: redactor.change(of.change) })
  return {
    plan_format_version: format_version,
    output_changes: Object.fromEntries(
      Object.entries(output_changes ?? {}).map(([name, change]) => [name, redactor.change(change)])
    ),
    resource_changes: resource_changes?.map(item),
    resource_drift: resource_drift?.map(item),
    relevant_attributes,
    deferred_changes: deferred_changes?.map(({ resource_change, ...more }) => ({
      ...more,
      ...(resource_change && { resource_change: item(resource_change) })
    })),
    action_invocations,
    provider_format_version,
    provider_schemas
  }
}

class Redactor {
  readonly #key = randomBytes(32)

  change(change: Change): Change {
    return {
      ...change,
      before: this.#redacted(change.before, change.before_sensitive),
      after: this.#redacted(change.after, change.after_sensitive)
    }
  }

  /** `marks` mirrors the value: true where it is sensitive, with everything below. What is not set stays so. */
  #redacted(value: unknown, marks: unknown): unknown {
    if (marks === true) return value === null || value === undefined ? value : this.#digest(value)
    if (typeof marks !== 'object' || marks === null || typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map((item, at) => this.#redacted(item, (marks as unknown[])[at]))
    const inner = marks as Readonly<Record<string, unknown>>
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.#redacted(item, inner[key])]))
  }

  #digest(value: unknown): string {
    return createHmac('sha256', this.#key).update(JSON.stringify(value)).digest('hex')
  }
}
