import { randomUUID } from 'node:crypto'

/** The format of a state file, as far as it is ours to write. */
export interface StateFile {
  version: 4
  terraform_version: string
  serial: number
  lineage: string
  outputs: Record<string, unknown>
  resources: unknown[]
  check_results: null
}

export function emptyState(terraformVersion: string): StateFile {
  return {
    version: 4,
    terraform_version: terraformVersion,
    serial: 1,
    lineage: randomUUID(),
    outputs: {},
    resources: [],
    check_results: null
  }
}

/** State as Terraform lays it out. */
export function writeState(state: StateFile): Buffer {
  return Buffer.from(`${JSON.stringify(state, undefined, 2)}\n`)
}
