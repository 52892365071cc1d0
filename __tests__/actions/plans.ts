/** One change of a resource in a plan as JSON. What is sensitive of its values is marked as Terraform marks it. */
export const change = (address: string, action: string, after: object, sensitive: unknown = {}) => ({
  address,
  change: {
    actions: [action],
    before: null,
    after,
    after_unknown: {},
    before_sensitive: false,
    after_sensitive: sensitive
  }
})

/** What Terraform writes of an empty configuration. */
export const NO_CONFIGURATION = { configuration: { root_module: {} } }

/** A script for a run whose plan as JSON has these changes, and which counts them. */
export const planWith = (changes: readonly ReturnType<typeof change>[], more: object = {}) => {
  const count = (action: string): number => changes.filter(each => each.change.actions.includes(action)).length
  return {
    plan: {
      additions: count('create'),
      changes: count('update'),
      destructions: count('delete'),
      hasChanges: true,
      json: { format_version: '1.2', resource_changes: changes, ...NO_CONFIGURATION, ...more }
    }
  }
}

/** The same with one resource, which is created with a value. Plans of two values differ in nothing else. */
export const planOf = (input: string) => planWith([change('a.a', 'create', { input })])

/** What the API answers where a token may not read a document, or where there is none. */
export const refused = (status: 403 | 404 = 404) =>
  ({
    kind: 'answer',
    status,
    body: JSON.stringify({ errors: [{ status: String(status), title: 'not found' }] })
  }) as const
