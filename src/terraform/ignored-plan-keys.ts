/** Keys that are not compared, each with the reason. Any other key, also one that is new, is. */
export const IGNORED_PLAN_KEYS: Readonly<Record<string, string>> = {
  timestamp: 'the time of the plan',
  prior_state:
    'all that exists; what of it changes has its values before and after in the changes, and what expressions without a value use is compared with these',
  planned_values: 'all that will exist; what of it changes is in the changes',
  proposed_unknown: 'follows from the changes',
  relevant_attributes: 'says which values outside of Terraform explain the changes',
  configuration:
    'the code of the commit; of it, the blocks of the resources and outputs that change are compared with these, and their providers',
  provider_schemas: 'how providers describe their resources, for display',
  provider_format_version: 'the format of the descriptions of providers'
}
