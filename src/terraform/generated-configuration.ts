import { isObject, type Json } from '../json.ts'

/**
 * The configuration that Terraform generated for imported resources, block by block in the order of the plan. Undefined where there is none.
 * https://developer.hashicorp.com/terraform/internals/json-format#change-representation
 */
export function generatedConfiguration(plan: Json): string | undefined {
  const resources = isObject(plan) && Array.isArray(plan.resource_changes) ? (plan.resource_changes as Json[]) : []
  const blocks = resources.filter(isObject).flatMap(({ change }) => {
    const block = isObject(change) ? change.generated_config : undefined
    return typeof block === 'string' && block.trim() !== '' ? [block.trim()] : []
  })
  return blocks.length === 0 ? undefined : `${blocks.join('\n\n')}\n`
}
