import type { Inputs } from '../github/inputs.ts'

/** How Terraform's outputs become outputs of the step. */
export interface ExportInputs {
  readonly prefix: string
  readonly sensitive: 'omit' | 'mask'
}

export const exportInputs = (input: Inputs): ExportInputs => {
  const prefix = input.text('output-prefix') ?? ''
  if (!/^[\w-]*$/.test(prefix)) input.reject('output-prefix', `"${prefix}" may have letters, digits, _ and - alone`)
  return { prefix, sensitive: input.choice('sensitive-outputs', ['omit', 'mask']) }
}
