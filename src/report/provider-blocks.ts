import type { Changes } from '../terraform/plan.ts'
import type { TextBlock } from './fit.ts'
import { code } from './markdown.ts'

/** Where providers come from, which decides what a resource or an action is as much as its type does. */
export function providerBlocks({ providers = [] }: Changes): readonly TextBlock[] {
  if (providers.length === 0) return []
  const named = Map.groupBy(providers, ({ source }) => source)
    .entries()
    .map(([source, all]) => `${code(source)} for ${all.map(({ of }) => code(of)).join(', ')}`)
    .toArray()
  return [{ rank: 5, what: 'provider', count: providers.length, text: `Providers: ${named.join('; ')}` }]
}
