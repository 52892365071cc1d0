import { butIs, type Inputs } from '../github/inputs.ts'

/** How Terraform's outputs become outputs of the step. */
export interface ExportInputs {
  readonly prefix: string
  readonly sensitive: 'omit' | 'mask'
}

export const exportInputs = (input: Inputs): ExportInputs => {
  const prefix = input.text('output-prefix') ?? ''
  if (!/^[\w-]*$/.test(prefix))
    input.reject('output-prefix', `must contain only letters, digits, \`_\` and \`-\`, ${butIs(prefix)}`)
  return { prefix, sensitive: input.choice('sensitive-outputs', ['omit', 'mask']) }
}
