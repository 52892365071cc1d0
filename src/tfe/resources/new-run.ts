/** What a run is asked to be. https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#create-a-run */
export interface NewRun {
  readonly workspaceId: string
  readonly configurationVersionId: string
  readonly message: string
  readonly planOnly: boolean
  /** Whether the service applies it without a confirmation: where no step waits for its plan. */
  readonly autoApply: boolean
  readonly savePlan: boolean
  readonly isDestroy: boolean
  readonly refreshOnly: boolean
  readonly refresh: boolean
  readonly allowEmptyApply: boolean
  /** Whether Terraform writes configuration for imported resources that have none. */
  readonly allowConfigGeneration: boolean
  readonly targetAddrs: readonly string[]
  readonly replaceAddrs: readonly string[]
  /** Values are HCL source. */
  readonly variables: readonly { readonly key: string; readonly value: string }[]
  readonly terraformVersion: string | undefined
}

/** The document that asks for a run. */
export function newRun(run: NewRun): unknown {
  const attributes = {
    message: run.message,
    // The workspace's own setting must not decide whether this run is applied.
    'auto-apply': run.autoApply,
    'plan-only': run.planOnly,
    'save-plan': run.savePlan,
    'is-destroy': run.isDestroy,
    'refresh-only': run.refreshOnly,
    refresh: run.refresh,
    'allow-empty-apply': run.allowEmptyApply,
    // Older servers may refuse an attribute that they do not know.
    ...(run.allowConfigGeneration && { 'allow-config-generation': true }),
    'target-addrs': run.targetAddrs,
    'replace-addrs': run.replaceAddrs,
    variables: run.variables,
    ...(run.terraformVersion !== undefined && { 'terraform-version': run.terraformVersion })
  }
  const relationships = {
    workspace: { data: { type: 'workspaces', id: run.workspaceId } },
    'configuration-version': { data: { type: 'configuration-versions', id: run.configurationVersionId } }
  }
  return { data: { type: 'runs', attributes, relationships } }
}
