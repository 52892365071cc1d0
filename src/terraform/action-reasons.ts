/** Terraform's words for why, and what they say to people. The log leaves out the beginning of some. */
const REASONS: Readonly<Record<string, string>> = {
  cannot_update: "can't be changed in place",
  requested: 'asked for',
  by_request: 'asked for',
  by_triggers: 'because of replace_triggered_by',
  no_resource_config: 'not in the configuration any more',
  no_module: 'its module is not in the configuration any more',
  no_move_target: 'moved to an address that is not in the configuration',
  wrong_repetition: 'count or for_each was added or removed',
  count_index: 'beyond its count',
  each_key: 'not among its for_each any more',
  config_unknown: 'its arguments are not known yet',
  dependency_pending: 'depends on resources that change',
  check_nested: 'for a check'
}

/** Why something is replaced, deleted or read, in words. A reason that is not known here is shown as `other` gives it. */
export function reasonInWords(reason: string, other = (text: string): string => text): string {
  const word = reason.replace(/^(replace|delete|read)_because_|^(replace|delete|read)_(?=by_)/, '')
  return Object.hasOwn(REASONS, word) ? (REASONS[word] ?? word) : other(word).replaceAll('_', ' ')
}
