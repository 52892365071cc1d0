import type { EnsureInputs } from '../inputs/workspace-settings.ts'
import type { Json } from '../json.ts'
import { meetsConstraint } from '../terraform/version-constraint.ts'
import type { Workspace } from '../tfe/resources/workspaces.ts'

/** Settings as they are asked for: the input, the attribute, and its value. */
export interface Setting {
  readonly input: string
  readonly attribute: string
  readonly value: Json
}

/** What the inputs ask for, as attributes. An input that is not given asks for nothing. */
export function requestedSettings(inputs: EnsureInputs, agentPoolId: string | undefined): readonly Setting[] {
  const given: readonly (readonly [string, string, Json | undefined])[] = [
    ['description', 'description', inputs.description],
    ['terraform-version', 'terraform-version', inputs.terraformVersion],
    ['execution-mode', 'execution-mode', inputs.executionMode],
    ['agent-pool', 'agent-pool-id', agentPoolId],
    ['working-directory', 'working-directory', inputs.workingDirectory],
    ['auto-apply', 'auto-apply', inputs.autoApply],
    ['auto-destroy-at', 'auto-destroy-at', inputs.autoDestroyAt],
    ['auto-destroy-after', 'auto-destroy-activity-duration', inputs.autoDestroyAfter]
  ]
  return given.flatMap(([input, attribute, value]) => (value === undefined ? [] : [{ input, attribute, value }]))
}

export const attributesOf = (settings: readonly Setting[]): Readonly<Record<string, Json>> =>
  Object.fromEntries(settings.map(({ attribute, value }) => [attribute, value]))

/** The settings that a workspace does not have as they are asked for. */
export const changedSettings = (workspace: Workspace, settings: readonly Setting[]): readonly Setting[] =>
  settings.filter(({ attribute, value }) => !isEqual(attribute, currentOf(workspace, attribute), value))

/** Those of some settings whose value is another after a request than before it. */
export const settingsThatDiffer = (
  before: Workspace,
  after: Workspace,
  settings: readonly Setting[]
): readonly Setting[] =>
  settings.filter(({ attribute }) => !isEqual(attribute, currentOf(before, attribute), currentOf(after, attribute)))

/** The settings that an answer does not show as they were asked for. `before` is absent for a new workspace. */
export const ignoredSettings = (
  answer: Workspace,
  settings: readonly Setting[],
  before?: Workspace
): readonly Setting[] => changedSettings(answer, settings).filter(setting => !isMeant(setting, answer, before))

/**
 * A constraint may be answered as a version that it means. Where it can't be compared with the answer, as `latest`, an answer that is not
 * the value before is believed: the service returns constraints as they are, but others need not.
 */
function isMeant({ attribute, value }: Setting, answer: Workspace, before: Workspace | undefined): boolean {
  if (attribute !== 'terraform-version' || typeof value !== 'string' || isExactVersion(value)) return false
  const answered = currentOf(answer, attribute)
  if (typeof answered !== 'string') return false
  return meetsConstraint(answered, value) ?? (before === undefined || answered !== currentOf(before, attribute))
}

const isExactVersion = (value: string): boolean => /^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(value)

const currentOf = ({ resource, agentPoolId }: Workspace, attribute: string): Json | undefined =>
  attribute === 'agent-pool-id' ? agentPoolId : resource.attributes.value(attribute)

function isEqual(attribute: string, current: Json | undefined, wanted: Json | undefined): boolean {
  switch (attribute) {
    case 'auto-destroy-at':
      return typeof current === 'string' && typeof wanted === 'string' && Date.parse(current) === Date.parse(wanted)
    case 'working-directory':
      return trimmed(current) === trimmed(wanted)
    case 'terraform-version':
      return withoutSpaces(current) === withoutSpaces(wanted)
    default:
      return current === wanted
  }
}

const withoutSpaces = (value: Json | undefined): Json | undefined =>
  typeof value === 'string' ? value.replace(/\s+/g, '') : value

/** Slashes at the ends say nothing. */
const trimmed = (value: Json | undefined): string =>
  typeof value === 'string' ? value.replace(/^\/+|(?<!\/)\/+$/g, '').replace(/^\.$/, '') : ''

/**
 * Settings that a new workspace takes over from another: how it runs, and nothing of what starts its runs or who else may read its state.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspaces#create-a-workspace
 */
const COPIED = [
  'description',
  'execution-mode',
  'terraform-version',
  'working-directory',
  'auto-apply',
  'allow-destroy-plan',
  'structured-run-output-enabled'
]

function copiedAttributes({ resource, agentPoolId, executionMode }: Workspace): Readonly<Record<string, Json>> {
  const copied = COPIED.flatMap(name => {
    const value = resource.attributes.value(name)
    return value === undefined || value === null ? [] : [[name, value] as const]
  })
  const pool = executionMode === 'agent' && agentPoolId !== undefined ? { 'agent-pool-id': agentPoolId } : {}
  return { ...(Object.fromEntries(copied) as Record<string, Json>), ...pool }
}

/** What a new workspace is created with: what inputs name, what it takes over, and no applies without confirmation. */
export function creationSettings(settings: readonly Setting[], from: Workspace | undefined): readonly Setting[] {
  const more = { 'auto-apply': false, ...(from && copiedAttributes(from)) }
  const others = Object.entries(more).filter(([name]) => !settings.some(({ attribute }) => attribute === name))
  return [...others.map(([name, value]): Setting => ({ input: name, attribute: name, value })), ...settings]
}
