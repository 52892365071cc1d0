import { elementsOf, isObject, valueOf, type Json } from '../json.ts'
import { isDigest } from './diff/redaction.ts'
import { isMarked } from './plan-entry.ts'

type Bag = Readonly<Record<string, Json>>

/** The values that a plan marks as sensitive, wherever they are in it, and those of variables that are declared so. */
export function markedValues(plan: Json): readonly Json[] {
  const found: Json[] = [...sensitiveVariables(plan)]
  const collect = (value: Json, marks: Json): void => {
    if (marks === true) found.push(value)
    else if (Array.isArray(value) && Array.isArray(marks)) {
      for (const [index, item] of (value as readonly Json[]).entries())
        collect(item, (marks as readonly Json[])[index] ?? false)
    } else if (isObject(value) && isObject(marks)) {
      for (const [name, item] of Object.entries(value))
        collect(item, Object.hasOwn(marks, name) ? (marks[name] ?? false) : false)
    }
  }
  for (const { before, after, before_sensitive: first, after_sensitive: second } of changesIn(plan)) {
    collect(before ?? null, first ?? false)
    collect(after ?? null, second ?? false)
  }
  for (const { values, sensitive_values: marks } of resourcesIn(plan)) collect(values ?? null, marks ?? false)
  for (const { value, sensitive } of outputsIn(plan)) collect(value ?? null, sensitive ?? false)
  for (const { config_values: values, config_sensitive: marks } of invocationsIn(plan))
    collect(values ?? null, marks ?? false)
  return found
}

/** Whether a marked value, or a part of it, may be the value itself. A redacted plan has a digest in the place of each that is set. */
export const mayBeShown = (value: Json): boolean =>
  Array.isArray(value) || isObject(value)
    ? Object.values(value as Bag).some(mayBeShown)
    : value !== null && value !== '' && !isDigest(value)

const invocationsIn = (plan: Json): readonly Bag[] =>
  [
    ...elementsOf(valueOf(plan, 'action_invocations')),
    ...elementsOf(valueOf(plan, 'deferred_action_invocations')).map(each => valueOf(each, 'action_invocation') ?? null)
  ].filter(isObject)

/** The states before and after: with data sources, of which the changes have only those that are read anew. */
const statesIn = (plan: Json): readonly (Json | undefined)[] => [
  valueOf(valueOf(plan, 'prior_state'), 'values'),
  valueOf(plan, 'planned_values')
]

const resourcesIn = (plan: Json): readonly Bag[] =>
  statesIn(plan).flatMap(state => resourcesOf(valueOf(state, 'root_module')))

const resourcesOf = (module: Json | undefined): readonly Bag[] => [
  ...elementsOf(valueOf(module, 'resources')).filter(isObject),
  ...elementsOf(valueOf(module, 'child_modules')).flatMap(resourcesOf)
]

const outputsIn = (plan: Json): readonly Bag[] =>
  statesIn(plan).flatMap(state => Object.values(objectOf(valueOf(state, 'outputs'))).filter(isObject))

const objectOf = (json: Json | undefined): Bag => (isObject(json) ? json : {})

/** As far as the plan has them: the redacted one has none. */
function sensitiveVariables(plan: Json): readonly Json[] {
  const { variables, configuration } = isObject(plan) ? plan : {}
  const root = isObject(configuration) ? configuration.root_module : undefined
  const declared = isObject(root) && isObject(root.variables) ? root.variables : {}
  return Object.entries(isObject(variables) ? variables : {}).flatMap(([name, variable]) => {
    const declaration = Object.hasOwn(declared, name) ? declared[name] : undefined
    const isSensitive = isObject(declaration) && declaration.sensitive === true
    return isSensitive && isObject(variable) ? [variable.value ?? null] : []
  })
}

/** Plans of Terraform 0.14 and older do not say which of their values are sensitive. */
export const hasMarks = (plan: Json): boolean =>
  changesIn(plan).every(
    ({ before = null, after = null, before_sensitive, after_sensitive }) =>
      (before === null || isMarked(before_sensitive)) && (after === null || isMarked(after_sensitive))
  )

function changesIn(plan: Json): readonly Bag[] {
  if (!isObject(plan)) return []
  const deferred = elementsOf(plan.deferred_changes).flatMap(item =>
    isObject(item) ? [item.resource_change ?? null] : []
  )
  return [
    ...[...elementsOf(plan.resource_changes), ...elementsOf(plan.resource_drift), ...deferred].map(item =>
      isObject(item) ? (item.change ?? null) : null
    ),
    ...(isObject(plan.output_changes) ? Object.values(plan.output_changes) : [])
  ].filter(isObject)
}
