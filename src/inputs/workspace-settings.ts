import { butIs, parseInputs, type Inputs, type InputReader } from '../github/inputs.ts'
import type { Tag } from '../tfe/resources/tags.ts'
import { checkName, connectionInputs, organizationInput, workspaceNameInput } from './connection.ts'
import { workspaceVariableInputs } from './variable-inputs.ts'

export type EnsureInputs = ReturnType<typeof ensureInputs>

/** https://developer.hashicorp.com/terraform/cloud-docs/workspaces/settings#execution-mode */
const MODES = ['remote', 'agent', 'local'] as const

/** The inputs of the action that brings a workspace in line. What is not given is not touched. */
export const ensureInputs = (read: InputReader, env: NodeJS.ProcessEnv) =>
  parseInputs(read, input => {
    const inputs = {
      connection: connectionInputs(input, env),
      organization: organizationInput(input, env),
      workspace: workspaceNameInput(input, env),
      project: input.text('project'),
      description: input.text('description'),
      terraformVersion: input.text('terraform-version'),
      executionMode: optional(input, 'execution-mode', MODES),
      agentPool: input.text('agent-pool'),
      workingDirectory: input.text('working-directory'),
      tags: tagsInput(input),
      autoApply: optional(input, 'auto-apply', ['true', 'false'] as const),
      autoDestroyAt: input.text('auto-destroy-at'),
      autoDestroyAfter: input.text('auto-destroy-after'),
      ...workspaceVariableInputs(input),
      variableSets: [...new Set(input.lines('variable-sets'))],
      fromWorkspace: input.text('from-workspace')
    }
    check(input, inputs)
    return { ...inputs, autoApply: inputs.autoApply === undefined ? undefined : inputs.autoApply === 'true' }
  })

/** One of some words, or nothing. */
function optional<const C extends string>(input: Inputs, name: string, choices: readonly [C, ...C[]]): C | undefined {
  return input.text(name) === undefined ? undefined : input.choice(name, choices)
}

/** The input `tags`: a line each, `key` or `key=value`. */
export const tagsInput = (input: Inputs): readonly Tag[] =>
  input.lines('tags').map(line => {
    const [key = '', ...value] = line.split('=').map(part => part.trim())
    return { key, value: value.length === 0 ? undefined : value.join('=') }
  })

interface Given {
  readonly workspace: string
  readonly executionMode: string | undefined
  readonly agentPool: string | undefined
  readonly tags: readonly Tag[]
  readonly autoDestroyAt: string | undefined
  readonly autoDestroyAfter: string | undefined
  readonly fromWorkspace: string | undefined
}

function check(input: Inputs, given: Given): void {
  const { executionMode, agentPool, tags, autoDestroyAt, autoDestroyAfter, fromWorkspace, workspace } = given
  if (executionMode === 'agent' && agentPool === undefined)
    input.reject('agent-pool', 'is missing, but `execution-mode: agent` needs it. Set it to the name of an agent pool')
  if (executionMode !== 'agent' && agentPool !== undefined)
    input.reject('agent-pool', 'has no effect without `execution-mode: agent`. Set both, or remove it')
  for (const [index, { key }] of tags.entries()) {
    if (key === '')
      input.reject(
        'tags',
        `must have a key on each line, but has none on line ${index + 1}. Write \`key\` or \`key=value\``
      )
    else if (tags.findIndex(other => other.key === key) < index)
      input.reject('tags', `must have each key once, but has \`${key}\` twice`)
  }
  if (autoDestroyAt !== undefined && autoDestroyAfter !== undefined)
    input.reject('auto-destroy-at', "can't be combined with `auto-destroy-after`. Set only one of them")
  if (autoDestroyAt !== undefined && !/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(autoDestroyAt))
    input.reject(
      'auto-destroy-at',
      `must be a date and time with an offset such as \`2027-01-31T18:00:00Z\`, ${butIs(autoDestroyAt)}`
    )
  else if (autoDestroyAt !== undefined && Number.isNaN(Date.parse(autoDestroyAt)))
    input.reject(
      'auto-destroy-at',
      `must be a date that exists such as \`2027-01-31T18:00:00Z\`, ${butIs(autoDestroyAt)}`
    )
  if (autoDestroyAfter !== undefined && !/^[1-9]\d{0,3}[dh]$/.test(autoDestroyAfter))
    input.reject(
      'auto-destroy-after',
      `must be a number of days or hours such as \`14d\` or \`48h\`, ${butIs(autoDestroyAfter)}`
    )
  if (fromWorkspace !== undefined) checkName(input, 'from-workspace', fromWorkspace)
  if (fromWorkspace !== undefined && fromWorkspace === workspace)
    input.reject('from-workspace', 'must be another workspace, but is the workspace itself. Change it, or remove it')
}
