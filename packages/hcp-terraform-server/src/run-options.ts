import { invalid, type Refusal } from './refusal.ts'
import type { ConfigurationVersion, RunAttributes, Workspace } from './resources.ts'

/** What a request may choose, before the rules between the choices: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#create-a-run */
const KINDS = {
  message: 'string',
  'auto-apply': 'boolean',
  'plan-only': 'boolean',
  'is-destroy': 'boolean',
  refresh: 'boolean',
  'refresh-only': 'boolean',
  'save-plan': 'boolean',
  'allow-empty-apply': 'boolean',
  'allow-config-generation': 'boolean',
  'debugging-mode': 'boolean',
  'terraform-version': 'string',
  'target-addrs': 'strings',
  'replace-addrs': 'strings',
  'invoke-action-addrs': 'strings',
  'policy-paths': 'strings',
  variables: 'variables'
} as const
type Option = keyof typeof KINDS

export type RunOptions = Partial<Pick<RunAttributes, Option>>

/** Unknown attributes are ignored, as the service does; wrong types are not. */
export function readOptions(attributes: Readonly<Record<string, unknown>>): RunOptions {
  const options: Record<string, unknown> = {}
  for (const [key, kind] of Object.entries(KINDS)) {
    const value = attributes[key]
    if (value === undefined || value === null) continue
    if (!isKind(value, kind)) throw invalid(`${key} is not valid`, `/data/attributes/${key}`)
    if (!Array.isArray(value) || value.length > 0) options[key] = value
  }
  return options
}

export function runAttributes(
  workspace: Workspace,
  version: ConfigurationVersion,
  source: string,
  options: RunOptions = {}
): RunAttributes {
  const planOnly = options['plan-only'] ?? version.speculative
  check(workspace, version, options, planOnly)
  return {
    message: 'Queued manually via the Terraform Enterprise API',
    source,
    'trigger-reason': 'manual',
    'is-destroy': false,
    refresh: true,
    'refresh-only': false,
    'auto-apply': workspace.attributes['auto-apply'],
    'allow-empty-apply': false,
    'allow-config-generation': false,
    'save-plan': false,
    'debugging-mode': false,
    'target-addrs': null,
    'replace-addrs': null,
    'invoke-action-addrs': null,
    'policy-paths': [],
    variables: [],
    'terraform-version': workspace.attributes['terraform-version'],
    ...options,
    'plan-only': planOnly
  }
}

function check(workspace: Workspace, version: ConfigurationVersion, options: RunOptions, planOnly: boolean): void {
  if (workspace.attributes['execution-mode'] === 'local')
    throw invalid('Invalid run parameters: the workspace uses local execution, it has no remote runs')
  // The words of https://github.com/hashicorp/go-tfe/issues/116
  if (version.status === 'pending' || version.status === 'fetching') throw stillProcessing()
  if (version.status !== 'uploaded' && !(version.status === 'archived' && version.ingressAttributes !== undefined))
    throw invalid(`Invalid run parameters: the configuration version is ${version.status}`)
  if (version.speculative && !planOnly)
    throw invalid('Invalid run parameters: a speculative configuration version takes plan-only runs')
  if (options['terraform-version'] !== undefined && !planOnly)
    throw invalid(
      'Invalid run parameters: terraform-version is for plan-only runs',
      '/data/attributes/terraform-version'
    )
  if (options['is-destroy'] === true && options['refresh-only'] === true)
    throw invalid('Invalid run parameters: is-destroy and refresh-only exclude each other')
  if (options['is-destroy'] === true && !workspace.attributes['allow-destroy-plan'])
    throw invalid('Invalid run parameters: destroy plans are not allowed in this workspace')
  const actions = options['invoke-action-addrs']
  if (actions !== undefined && actions !== null) {
    if (actions.length > 1)
      throw invalid('Invalid run parameters: one action can be invoked', '/data/attributes/invoke-action-addrs')
    if (options['is-destroy'] === true || options['target-addrs'] !== undefined)
      throw invalid('Invalid run parameters: invoke-action-addrs excludes target-addrs and is-destroy')
  }
}

export function stillProcessing(): Refusal {
  return invalid('Invalid run parameters: Configuration version is still being processed.')
}

function isKind(value: unknown, kind: (typeof KINDS)[Option]): boolean {
  switch (kind) {
    case 'strings':
      return Array.isArray(value) && value.every(item => typeof item === 'string')
    case 'variables':
      return Array.isArray(value) && value.every(isVariable)
    case 'string':
    case 'boolean':
      return typeof value === kind
  }
}

function isVariable(item: unknown): boolean {
  if (typeof item !== 'object' || item === null) return false
  const { key, value } = item as { key?: unknown; value?: unknown }
  return typeof key === 'string' && typeof value === 'string'
}
