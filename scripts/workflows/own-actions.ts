import { dirname } from 'node:path'
import { parseDocument } from 'yaml'
import { finding, type Finding, type Source } from './sources.ts'
import type { Scope, Use } from './steps.ts'

/** What an action of this repository declares. */
export interface OwnAction {
  readonly folder: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
}

export function ownAction({ path, text }: Source): OwnAction {
  const { inputs, outputs } = parseDocument(text).toJS() as Readonly<
    Record<'inputs' | 'outputs', object | null | undefined>
  >
  return { folder: dirname(path), inputs: Object.keys(inputs ?? {}), outputs: Object.keys(outputs ?? {}) }
}

/**
 * What a workflow or a part of one gives our actions that they don't read, and reads of them that they don't set. An action may also set
 * Terraform's outputs by their own names, which no file declares: examples read those from `outputs`.
 */
export function againstOwnActions(
  source: Source,
  { uses, text, line }: Scope,
  actions: readonly OwnAction[]
): Finding[] {
  const own = uses.flatMap(use => {
    const folder = folderOf(use.uses)
    return folder === undefined ? [] : [{ use, folder, action: actions.find(action => action.folder === folder) }]
  })
  const missing = own.flatMap(({ use, action }) =>
    action === undefined ? [finding(source, use.line, `${use.uses}: there is no such action here`)] : []
  )
  const inputs = own.flatMap(({ use, action }) => (action === undefined ? [] : unknownInputs(source, use, action)))
  const outputs = own.flatMap(({ use: { id }, action }) =>
    id === undefined || action === undefined
      ? []
      : readOf(id, text)
          .filter(({ name }) => !isDeclared(name, action.outputs))
          .map(({ name, at }) =>
            finding(
              source,
              line + at,
              `steps.${id}.outputs.${name}: ${nameOf(action)} declares no such output. One of Terraform's is read by fromJSON(steps.${id}.outputs.outputs).${name}`
            )
          )
  )
  return [...missing, ...inputs, ...outputs]
}

/** The folder of the action of ours that `uses` names; undefined for somebody else's and for a workflow. */
function folderOf(uses: string): string | undefined {
  if (/\.ya?ml(@|$)/.test(uses)) return undefined
  const path = /^OWNER\/hcp-terraform-action(\/[^@]+)?@/.exec(uses) ?? /^\.(\/.*)?$/.exec(uses)
  if (path === null) return undefined
  return (path[1] ?? '').split('/').filter(Boolean).join('/') || '.'
}

const nameOf = ({ folder }: OwnAction): string => (folder === '.' ? 'this action' : folder)

const unknownInputs = (source: Source, use: Use, action: OwnAction): Finding[] =>
  use.with
    .filter(({ name }) => !action.inputs.includes(name))
    .map(({ name, line }) => finding(source, line, `${name}: ${nameOf(action)} has no such input`))

/** The outputs of a step that a text reads, with the line of each from the text's beginning. */
const readOf = (id: string, text: string) =>
  [...text.matchAll(/\bsteps\.([\w-]+)\.outputs(?:\.([\w-]+)|\[\s*'([^']+)'\s*\])/g)]
    .filter(([, step]) => step === id)
    .map(({ index, 2: dotted, 3: quoted }) => ({
      name: dotted ?? quoted ?? '',
      at: text.slice(0, index).split('\n').length - 1
    }))

/** Every output with a hyphen is also set with underscores. */
const isDeclared = (name: string, outputs: readonly string[]): boolean =>
  outputs.some(output => output === name || output.replaceAll('-', '_') === name)
