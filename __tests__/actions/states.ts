import { setTimeout as sleep } from 'node:timers/promises'
import type { Hcp, SetFault, StateVersion, Workspace } from '../../packages/hcp-terraform-server/src/index.ts'
import type { ActionRun } from '../../packages/workflow-runner/src/index.ts'

export const LINEAGE = '5fd1e2b8-6c0f-4a4e-9d59-0c8a3b1f7e21'

/** A state file as Terraform writes it. Its output tells one from another. */
export const stateText = (serial: number, value = `of serial ${serial}`, lineage = LINEAGE): string =>
  `${JSON.stringify(
    {
      version: 4,
      terraform_version: '1.11.4',
      serial,
      lineage,
      outputs: { greeting: { value, type: 'string' } },
      resources: [],
      check_results: null
    },
    undefined,
    2
  )}\n`

/** A state with as many resources. */
export const stateWithResources = (serial: number, count: number): string => {
  const resources = Array.from({ length: count }, (_nothing, index) => ({
    mode: 'managed',
    type: 'terraform_data',
    name: `resource_with_a_name_of_usual_length_${index}`,
    provider: 'provider["terraform.io/builtin/terraform"]',
    instances: [{ schema_version: 0, attributes: { id: `${index}` }, sensitive_attributes: [] }]
  }))
  return JSON.stringify({ ...(JSON.parse(stateText(serial)) as object), resources })
}

/** What is under `files` and `inputs` to upload a state. */
export const uploadOf = (text: string, inputs: Readonly<Record<string, string | undefined>> = {}) => ({
  action: 'state/upload',
  files: { 'terraform.tfstate': text },
  inputs: { path: 'terraform.tfstate', ...inputs }
})

/** What a workspace has for its state, and whether it is locked. */
export const stateAndLock = (
  hcp: Hcp,
  workspace: Workspace = hcp.find()
): { readonly state: string | undefined; readonly lock: string | undefined } => ({
  state: workspace.currentStateVersion?.state?.toString(),
  lock: workspace.lock?.by === 'caller' ? (workspace.lock.reason ?? '') : workspace.lock?.by
})

export const versions = (hcp: Hcp, workspace: Workspace = hcp.find()): readonly StateVersion[] =>
  hcp.world.stateVersionsOf(workspace)

/** Resolves when a request has met the fault, and was handled where that comes before it. Rejects when the step ends without such a request. */
export async function met(fault: SetFault, { ended }: Pick<ActionRun, 'ended'>): Promise<void> {
  const step = { isOver: false }
  const end = () => {
    step.isOver = true
  }
  void ended.then(end, end)
  while (fault.hits === 0) {
    if (step.isOver) throw new Error('the step has ended, and none of its requests met the fault')
    await sleep(5)
  }
  // The server has the request in hand, and does in this process what it is asked.
  await sleep(100)
}
