import { Fields, type Resource } from '../document.ts'

/** What came of one policy of a policy set. */
export interface PolicyOutcome {
  readonly policy: string
  readonly status: string
  readonly enforcement: string
  /** What the policy says of itself and of its result. */
  readonly messages: readonly string[]
}

/** How many policies came to what. Undefined where the server does not count them. */
export interface ResultCounts {
  readonly passed: number | undefined
  readonly advisoryFailed: number | undefined
  /** Failed, and not advisory. */
  readonly mandatoryFailed: number | undefined
  readonly errored: number | undefined
}

/** What came of one policy set. */
export interface PolicySetOutcome {
  readonly set: string | undefined
  /** Why the set, or a part of it, could not be evaluated. */
  readonly error: string | undefined
  readonly counts: ResultCounts
  readonly outcomes: readonly PolicyOutcome[]
}

/** One policy set. The keys of its outcomes have underscores, unlike most around them. */
export const policySetOutcome = (
  { attributes }: Resource,
  messagesOf: (outcome: Fields) => readonly string[]
): PolicySetOutcome => ({
  set: attributes.text('policy-set-name'),
  error: errorIn(attributes),
  counts: resultCounts(attributes),
  outcomes: attributes.list('outcomes').map(json => {
    const fields = new Fields(json)
    return {
      policy: fields.text('policy_name') ?? '',
      status: fields.text('status') ?? 'errored',
      enforcement: fields.text('enforcement_level') ?? 'mandatory',
      messages: messagesOf(fields)
    }
  })
})

/** The service writes the counts with hyphens; HashiCorp's client, https://github.com/hashicorp/go-tfe, reads underscores as well. */
export function resultCounts(attributes: Fields): ResultCounts {
  const hyphens = attributes.fields('result-count')
  const underscores = attributes.fields('result_count')
  const count = (name: string): number | undefined =>
    [hyphens, underscores].map(of => of.count(name) ?? of.count(name.replaceAll('-', '_'))).find(n => n !== undefined)
  return {
    passed: count('passed'),
    advisoryFailed: count('advisory-failed'),
    mandatoryFailed: count('mandatory-failed'),
    errored: count('errored')
  }
}

/** What went wrong, a text or an object with a summary and a detail. An error of any other shape is one all the same. */
export function errorIn(attributes: Fields): string | undefined {
  const error = attributes.value('error')
  if (typeof error === 'string') return error.trim() || undefined
  if (error === undefined || error === null || error === false) return undefined
  const said = texts(new Fields(error), 'summary', 'detail').join(': ') || JSON.stringify(error)
  return ['{}', '[]'].includes(said) ? undefined : said
}

export const texts = (of: Fields, ...names: readonly string[]): readonly string[] =>
  names.flatMap(name => of.text(name) ?? [])
