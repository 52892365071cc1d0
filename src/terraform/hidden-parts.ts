import { valueOf, isObject, type Json } from '../json.ts'
import { isHidden } from './configuration-expressions.ts'
import { text } from './plan-entry.ts'
import type { Settings } from './resource-settings.ts'

export interface PlannedValues {
  /** The arguments whose values the plan shows. */
  readonly shown: readonly string[]
  /** Those of which it shows a part. */
  readonly partlyUnknown: readonly string[]
}

/**
 * The parts of a change that a plan does not show: arguments without a value in the plan, and provisioners that may run, where the configuration has at
 * most the names that their expressions use. An expression with another text is the same there. Of what
 * a dynamic block makes, it has no expression at all.
 */
export function hiddenParts(settings: Settings, actions: string, values: PlannedValues): readonly string[] {
  const words = actions.split(' ')
  const provisioners = words.some(word => !NO_PROVISIONERS.includes(word)) ? settings.provisioners : []
  const { expressions } = settings
  const names = isObject(expressions) && actions !== 'delete' ? Object.entries(expressions) : []
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
    ...[
      ...names
        .filter(([name, expression]) => !values.shown.includes(name) && isHidden(expression))
        .map(([name]) => name),
      ...values.partlyUnknown.filter(name => valueOf(expressions, name) === undefined)
    ].map(name => `\`${name}\``)
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
export const hiddenExpressions = ({ expressions, provisioners }: Settings, { shown }: PlannedValues): Json => [
  ...provisioners,
  ...(isObject(expressions) ? Object.entries(expressions) : []).flatMap(([name, expression]) =>
    shown.includes(name) ? [] : [expression]
  )
]
