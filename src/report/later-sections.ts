import { plural } from '../plural.ts'
import { markdownDiff } from '../terraform/diff/markdown-diff.ts'
import type { ActionInvocation } from '../terraform/diff/plan-tree.ts'
import type { Difference } from '../terraform/diff/tree.ts'
import type { Filter } from '../terraform/diff/writer.ts'
import type { Changes } from '../terraform/plan.ts'
import type { TextBlock } from './fit.ts'
import { code, codeBlock, details, htmlCode, shorten } from './markdown.ts'
import { cut, entryBlocks, UNKNOWN, whole, type Showing } from './resource-entries.ts'

const MAX_PLAN_TEXT = 20_000
const MIN_PLAN_TEXT = 2_000
/** Of what an action is given, where there is little room. */
const MAX_CONFIG_LINES = 12
const MAX_CONFIG_LINE = 500

/** Why Terraform defers a change, in its own word. */
const REASONS: Readonly<Record<string, string>> = {
  instance_count_unknown: 'the number of instances is unknown',
  resource_config_unknown: 'the configuration of the resource is unknown',
  provider_config_unknown: 'the configuration of the provider is unknown',
  absent_prereq: 'a prerequisite does not exist yet',
  deferred_prereq: 'a prerequisite is deferred'
}

const reasonInWords = (reason: string, { line }: Filter): string =>
  Object.hasOwn(REASONS, reason) ? (REASONS[reason] ?? '') : code(line(reason))

/** What another plan has to do, after this one is applied. */
export function deferredBlocks({ deferred }: Changes, showing: Showing): readonly TextBlock[] {
  if (deferred.length === 0) return []
  const title = `⏭️ **${plural(deferred.length, 'change')} deferred to a later plan**`
  return [
    { rank: 0, what: 'heading', count: 0, text: title },
    ...Map.groupBy(deferred, ({ reason }) => reason)
      .entries()
      .flatMap(([reason, group]) => [
        { rank: 6, what: 'reason', count: 0, text: `Because ${reasonInWords(reason, showing.filter)}:` },
        ...entryBlocks(
          group.map(({ change }) => change),
          { filter: showing.filter, when: 'deferred' }
        ).map(block => ({ ...block, rank: 6, what: 'deferred change', whatPlural: 'deferred changes' }))
      ])
  ]
}

/** Actions of providers that the apply invokes, with what they are given. */
export function invocationBlocks({ invocations }: Changes, { filter, when }: Showing): readonly TextBlock[] {
  if (invocations.length === 0) return []
  const verb = when === 'future' ? 'to invoke' : when === 'past' ? 'invoked' : 'planned'
  const title = `⚡ **${plural(invocations.length, 'action')} ${verb}**`
  return [
    { rank: 0, what: 'heading', count: 0, text: title },
    ...invocations.map(invocation => {
      const { address, config } = invocation
      const lines = config === undefined ? [] : configLines(config, filter, UNKNOWN[when])
      const form = (name: (text: string) => string, shown: readonly string[]): string => {
        const summary = `⚡ ${htmlCode(name(address))}${noteOf(invocation, name)}`
        return shown.length === 0 ? `<p>${summary}</p>` : details(summary, codeBlock(shown.join('\n'), 'hcl'))
      }
      const missing = lines.length === 0 ? '' : ` (${plural(lines.length, 'line')} not shown)`
      return {
        rank: 5,
        what: 'action',
        text: form(whole, lines),
        brief: form(cut, firstLines(lines)),
        short: `- ⚡ ${code(cut(address))}${missing}`
      }
    })
  ]
}

/** What an action is given: nothing of it is a change. */
function configLines(config: Difference, filter: Filter, unknown: string): readonly string[] {
  const { lines } = markdownDiff(config, filter, unknown, true)
  return lines.slice(1, -1).map(line => line.slice(4))
}

function firstLines(lines: readonly string[]): readonly string[] {
  const shown = lines.slice(0, MAX_CONFIG_LINES).map(line => shorten(line, MAX_CONFIG_LINE))
  return lines.length > MAX_CONFIG_LINES
    ? [...shown, `# … (${plural(lines.length - MAX_CONFIG_LINES, 'more line')})`]
    : shown
}

function noteOf(
  { trigger, event, settings, deferred, config }: ActionInvocation,
  name: (text: string) => string
): string {
  const why = config === undefined ? ' · the plan does not say which of its values are sensitive' : ''
  const by = trigger === undefined ? '' : ` · by ${htmlCode(name(trigger))}`
  const at = trigger === undefined || event === undefined ? '' : `, ${htmlCode(name(event))}`
  const more = settings.map(each => `, ${htmlCode(name(each))}`).join('')
  return `${by}${at}${more}${deferred === undefined ? '' : ` · not yet: deferred (${htmlCode(name(deferred))})`}${why}`
}

/** The plan as Terraform has printed it, where it could not be read otherwise. */
export const planTextBlocks = (planText: string | undefined): readonly TextBlock[] =>
  foldedText(planText, 'Plan as Terraform prints it', { what: 'plan as text', whatPlural: 'plans as text' }, '')

/** The configuration that people copy into the repository. */
export const generatedBlocks = (configuration: string | undefined): readonly TextBlock[] =>
  foldedText(configuration, 'Generated configuration', { what: 'generated configuration' }, 'hcl')

function foldedText(
  text: string | undefined,
  title: string,
  what: Pick<TextBlock, 'what' | 'whatPlural'>,
  language: string
): readonly TextBlock[] {
  if (text === undefined) return []
  const form = (shown: string): string => details(title, codeBlock(shown, language), true)
  return [
    {
      rank: 5,
      ...what,
      text: form(text),
      brief: form(shorten(text, MAX_PLAN_TEXT)),
      short: form(shorten(text, MIN_PLAN_TEXT))
    }
  ]
}
