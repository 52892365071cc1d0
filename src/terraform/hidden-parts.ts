import { valueOf, type Json } from '../json.ts'
import { isHidden } from './configuration-expressions.ts'
import { entriesOf } from './configuration-modules.ts'
import { text } from './plan-entry.ts'
import { blocksAt, type PlannedValues } from './planned-values.ts'
import type { Settings } from './resource-settings.ts'

/**
 * The parts of a change that a plan does not show: arguments without a value in the plan, and provisioners that may run, where the configuration has at
 * most the names that their expressions use. An expression with another text is the same there. Of what
 * a dynamic block makes, it has no expression at all.
 */
export function hiddenParts(settings: Settings, actions: string, values: PlannedValues): readonly string[] {
  const words = actions.split(' ')
  const provisioners = words.some(word => !NO_PROVISIONERS.includes(word)) ? settings.provisioners : []
  const { expressions } = settings
  const names = actions === 'delete' ? [] : entriesOf(expressions)
  return [
    ...new Set(
      provisioners.flatMap(provisioner => {
        const type = text(valueOf(provisioner, 'type')) || '?'
        // Others than this one run on what a `connection` block names, which a plan does not have.
        const connects = type !== 'local-exec'
        return connects || isHidden(provisioner)
          ? [`provisioner "${type}"${connects ? ' and its connection' : ''}`]
          : []
      })
    ),
    ...new Set(
      [
        ...names
          .filter(([name, expression]) => notShown(expression, name, values).some(isHidden))
          .map(([name]) => name),
        ...values.incomplete.flatMap(({ path, count, complete }) =>
          blocksAt([expressions ?? null], path, complete) < count ? path.slice(0, 1) : []
        )
      ].map(name => `\`${name}\``)
    )
  ]
}

/** Of what is destroyed without a block: a `removed` block may have provisioners, and a plan has no such blocks. */
export const hiddenOfRemoved = (actions: string): readonly string[] =>
  actions.split(' ').includes('delete')
    ? ['provisioners of a `removed` block, if there is one: the plan does not have them']
    : []

/** Actions that run no provisioner. */
const NO_PROVISIONERS: readonly string[] = ['no-op', 'read', 'update', 'forget']

/** The expressions of a change whose values the plan does not show. */
export const hiddenExpressions = ({ expressions, provisioners }: Settings, values: PlannedValues): Json => [
  ...provisioners,
  ...entriesOf(expressions).flatMap(([name, expression]) => notShown(expression, name, values))
]

/** An expression, or those in blocks, without those whose values the plan shows. */
function notShown(expression: Json, path: string, values: PlannedValues): readonly Json[] {
  if (values.shown.includes(path)) return []
  if (!Array.isArray(expression)) return [expression]
  return (expression as readonly Json[]).flatMap(block => {
    const inner = entriesOf(block)
    return inner.length === 0 ? [block] : inner.flatMap(([name, each]) => notShown(each, `${path}.${name}`, values))
  })
}
