import { isObject, type Json } from '../json.ts'

/** One choice of something new: what was asked for, and the service's default. */
export interface Choice {
  readonly asked: Json
  /** Undefined where there is no default that is safe to rely on: then the answer has to show that the choice was heeded. */
  readonly preset: Json | undefined
  /** The input that asks for it, where it has another name. */
  readonly input?: string
  /** Whether its values are not shown. */
  readonly isSecret?: boolean
}

/**
 * What was created does not have of what was asked for, a sentence for each. A server that doesn't know an attribute ignores it without a word. A
 * value other than the API's default that the answer does not show was not heeded, and a value that it shows must be the one that was asked for.
 */
export const ignoredChoices = (
  what: string,
  choices: Readonly<Record<string, Choice>>,
  shownOf: (attribute: string) => Json | undefined
): readonly string[] =>
  Object.entries(choices).flatMap(([attribute, choice]) => {
    const shown = shownOf(attribute) ?? undefined
    const has = shown ?? choice.preset
    if (has !== undefined && comparable(has) === comparable(choice.asked)) return []
    return [sentence(what, attribute, choice, shown)]
  })

/** A value as a text that is the same for what means the same: lists are sets. */
function comparable(value: Json): string {
  if (!Array.isArray(value)) return JSON.stringify(value)
  const items = (value as readonly Json[]).map(item => JSON.stringify(isObject(item) ? [item.key, item.value] : item))
  return JSON.stringify([...new Set(items)].toSorted())
}

function sentence(
  what: string,
  attribute: string,
  { asked, input, isSecret = false }: Choice,
  shown: Json | undefined
): string {
  const from = input === undefined ? '' : ` (from the input \`${input}\`)`
  const has = shown === undefined ? 'does not show it' : isSecret ? 'has other values' : `has ${text(shown)}`
  return `\`${attribute}\`${from}: requested ${isSecret ? 'values' : text(asked)}, but the ${what} ${has}`
}

const text = (value: Json): string =>
  typeof value === 'string' ? `"${value}"` : Array.isArray(value) ? value.join(', ') || 'none' : JSON.stringify(value)
