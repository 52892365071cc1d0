import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Hcp, WorkspaceOptions } from './hcp.ts'
import type { OutputScript, RunScript } from './script.ts'
import type { VariableAttributes, WorkspaceAttributes } from './resources.ts'

/** What a server starts with, as a file says it. */
export interface WorldFile {
  readonly organization?: string
  readonly workspaces: readonly WorkspaceEntry[]
  /** What the next runs do, one each. */
  readonly scripts?: readonly RunScript[]
}

interface WorkspaceEntry extends Pick<WorkspaceOptions, 'tags' | 'locked' | 'permissions' | 'checks'> {
  readonly name: string
  /** Under the API's names: `auto-apply`, `working-directory` and the like. */
  readonly attributes?: Partial<WorkspaceAttributes>
  readonly variables?: readonly ({ readonly key: string } & Partial<VariableAttributes>)[]
  readonly outputs?: Readonly<Record<string, OutputScript>>
  /** A state file, next to this one. */
  readonly state?: string
}

const KEYS: readonly string[] = ['organization', 'workspaces', 'scripts'] satisfies (keyof WorldFile)[]
const WORKSPACE_KEYS: readonly string[] = [
  'name',
  'attributes',
  'tags',
  'variables',
  'outputs',
  'state',
  'locked',
  'permissions',
  'checks'
] satisfies (keyof WorkspaceEntry)[]

/** Reads and checks it. What it does not know is an error: a typing mistake would go unnoticed. */
export function readWorldFile(file: string): WorldFile {
  const world = JSON.parse(readFileSync(file, 'utf8')) as WorldFile
  check(file, world, KEYS)
  const workspaces: unknown = world.workspaces
  if (!Array.isArray(workspaces) || workspaces.length === 0)
    throw new Error(`${file}: "workspaces" must be a list of at least one workspace`)
  for (const entry of workspaces as Partial<WorkspaceEntry>[]) {
    if (entry.name === undefined) throw new Error(`${file}: a workspace has no "name"`)
    check(`${file}: workspace ${entry.name}`, entry, WORKSPACE_KEYS)
    if (entry.state !== undefined && entry.outputs !== undefined)
      throw new Error(`${file}: workspace ${entry.name} has "state" and "outputs": leave one out`)
  }
  return {
    ...world,
    workspaces: world.workspaces.map(entry =>
      entry.state === undefined ? entry : { ...entry, state: readFileSync(join(dirname(file), entry.state), 'utf8') }
    )
  }
}

/** Fills a server that has only the first of its workspaces, and that one empty. */
export function buildWorld(hcp: Hcp, { workspaces, scripts = [] }: WorldFile): void {
  const [first] = workspaces
  for (const { name, attributes, variables = [], outputs, state, locked, ...options } of workspaces) {
    const given = { ...attributes, ...options }
    const workspace = name === first?.name ? hcp.replaceWorkspace(name, given) : hcp.createWorkspace(name, given)
    for (const variable of variables) hcp.addVariable(variable, workspace)
    const content = state ?? outputs
    if (content !== undefined) hcp.seedState(content, workspace)
    // A state that comes under a lock is not current before the workspace is unlocked.
    if (locked === true) hcp.lock(workspace)
  }
  hcp.script(...scripts)
}

function check(where: string, value: object, known: readonly string[]): void {
  const odd = Object.keys(value).filter(key => !known.includes(key))
  if (odd.length > 0) throw new Error(`${where} has ${odd.join(', ')}; it may have ${known.join(', ')}`)
}
