import { Fields, type Resource } from '../document.ts'

/** What came of one policy of a policy set. */
export interface NamedOutcome {
  readonly set: string
  readonly policy: string
  readonly status: string
  readonly enforcement: string
}

/** The outcomes of one policy set, each with its fields. Their keys have underscores, unlike everything around them. */
export const outcomesOfSet = ({ attributes }: Resource): readonly (readonly [NamedOutcome, Fields])[] =>
  attributes.list('outcomes').map(json => {
    const fields = new Fields(json)
    const outcome = {
      set: attributes.text('policy-set-name') ?? '',
      policy: fields.text('policy_name') ?? '',
      status: fields.text('status') ?? 'unknown',
      enforcement: fields.text('enforcement_level') ?? 'mandatory'
    }
    return [outcome, fields]
  })
