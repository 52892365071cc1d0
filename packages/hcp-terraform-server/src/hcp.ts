import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createConfigurationVersion, receive } from './configurations.ts'
import { stateWith } from './engine/scripted.ts'
import type { Faults } from './faults.ts'
import { newId, newToken } from './ids.ts'
import type { Journal } from './journal.ts'
import { release } from './queue.ts'
import type {
  Caller,
  ConfigurationVersion,
  Organization,
  Permissions,
  Run,
  RunStatus,
  StateVersion,
  Variable,
  VariableAttributes,
  Workspace,
  WorkspaceAttributes
} from './resources.ts'
import type { Checks, OutputScript, RunScript } from './script.ts'
import type { Service } from './service.ts'
import { createStateVersion, headOf, md5Of } from './states.ts'
import { createVariable } from './variables.ts'
import { createWorkspace } from './workspaces.ts'
import type { World } from './world.ts'

interface Start {
  readonly address: string
  readonly token: string
  readonly organization: string
  readonly workspace: string
  readonly owner: Caller
}

export interface WorkspaceOptions extends Partial<WorkspaceAttributes> {
  /** `key` or `key=value` */
  readonly tags?: readonly string[]
  readonly permissions?: Permissions
  readonly locked?: boolean
  readonly checks?: Checks
}

export interface Secrets {
  readonly tokens: readonly string[]
  /** The part of each URL that is its permission: of uploads, logs, states, plans. */
  readonly urls: readonly string[]
  /** Sensitive outputs. */
  readonly values: readonly unknown[]
}

/** A running service, as a test holds it. */
export class Hcp implements AsyncDisposable {
  /** `http://127.0.0.1:PORT` */
  readonly address: string
  /** A user's token that may do everything. */
  readonly token: string
  readonly organization: string
  readonly workspace: string
  readonly journal: Journal
  readonly faults: Faults
  readonly world: World
  readonly #service: Service
  readonly #owner: Caller
  readonly #close: () => Promise<void>

  constructor(service: Service, start: Start, close: () => Promise<void>) {
    this.address = start.address
    this.token = start.token
    this.organization = start.organization
    this.workspace = start.workspace
    this.journal = service.journal
    this.faults = service.faults
    this.world = service.world
    this.#service = service
    this.#owner = start.owner
    this.#close = close
  }

  get engine(): string {
    return this.#service.engine.name
  }

  /** The object store's own origin, where it has one. */
  get archivist(): string | undefined {
    return this.#service.archivist
  }

  /** What this server has sent that no one else may see: for tests that look whether somebody could. */
  get secrets(): Secrets {
    const outputs = [...this.world.stateVersions.values()].flatMap(stateVersion => stateVersion.outputs)
    return {
      tokens: [...this.world.tokens.keys()],
      urls: [...this.#service.blobs.secrets],
      values: outputs.filter(({ sensitive }) => sensitive).map(({ value }) => value)
    }
  }

  /** The workspace of that name; without one, the one that existed from the start. */
  find(name: string = this.workspace): Workspace {
    const workspace = this.world.workspace(this.organization, name)
    if (workspace === undefined) throw new Error(`there is no workspace ${name}`)
    return workspace
  }

  /** What the next runs will do, one script each, in order. */
  script(...scripts: RunScript[]): void {
    this.#service.scripts.add(...scripts)
  }

  /** Lets a held run go on; without one, every run that there is. */
  release(run?: Run): void {
    for (const each of run === undefined ? this.world.runs.values() : [run]) release(this.#service, each)
  }

  /**
   * Resolves when a run is or has been in a status (the newest that is, else that has), or when the condition gives something.
   * Rejects after 45 seconds, or after `seconds`.
   */
  async until(status: RunStatus, seconds?: number): Promise<Run>
  async until<T>(condition: (world: World) => T | undefined | false, seconds?: number): Promise<T>
  async until<T>(what: RunStatus | ((world: World) => T | undefined | false), seconds = 45): Promise<T | Run> {
    const condition = typeof what === 'string' ? () => this.#reached(what) : what
    let value: T | Run | undefined | false
    const look = () => {
      value = condition(this.world)
      return value !== undefined && value !== false
    }
    const signal = AbortSignal.timeout(seconds * 1000)
    await this.world.until(look, signal).catch((cause: unknown) => {
      const runs = [...this.world.runs.values()].map(({ id, status }) => `${id} ${status}`)
      throw new Error(`waited ${seconds} s for ${String(what)}; runs: ${runs.join(', ') || 'none'}`, { cause })
    })
    return value as T | Run
  }

  createWorkspace(name: string, options: WorkspaceOptions = {}): Workspace {
    return this.#create(this.find().organization, name, options)
  }

  #create(
    organization: Organization,
    name: string,
    { permissions, locked, checks, tags = [], ...attributes }: WorkspaceOptions
  ): Workspace {
    const sent = { type: 'workspaces', attributes: { ...attributes, name }, relationships: {} }
    const workspace = createWorkspace(this.#service, organization, sent)
    Object.assign(workspace, { permissions: permissions ?? {}, checks: checks ?? {} })
    workspace.tags = tags.map(tag => {
      const [key = '', value] = tag.split('=')
      return { key, ...(value !== undefined && { value }) }
    })
    if (locked === true) this.lock(workspace)
    return workspace
  }

  /** Another workspace under the same name. */
  replaceWorkspace(name: string, options: WorkspaceOptions = {}): Workspace {
    const { organization, id } = this.find(name)
    this.world.workspaces.delete(id)
    return this.#create(organization, name, options)
  }

  /** Terraform's, as a text, unless set otherwise. */
  addVariable(
    attributes: { readonly key: string } & Partial<VariableAttributes>,
    workspace: Workspace = this.find()
  ): Variable {
    const given = { category: 'terraform', value: '', ...attributes }
    return createVariable(this.#service, workspace, { attributes: given })
  }

  /** By somebody else than the owner of `token`. */
  lock(workspace: Workspace = this.find(), reason = 'Locked by a test'): void {
    workspace.lock = { by: 'caller', caller: this.world.addPerson('user', 'somebody-else'), reason }
    this.world.changed()
  }

  /** Gives a workspace a state: a whole state file, or one with these outputs. */
  seedState(state: string | Readonly<Record<string, OutputScript>>, workspace: Workspace = this.find()): StateVersion {
    const bytes = Buffer.from(typeof state === 'string' ? state : stateWith(state))
    const { serial, lineage } = headOf(bytes)
    return createStateVersion(this.#service, {
      workspace,
      createdBy: this.#owner,
      serial,
      lineage,
      md5: md5Of(bytes),
      state: bytes
    })
  }

  /** A configuration version as a linked repository makes one: its archive, and the commit that it is of. */
  async commit(
    archive: Uint8Array,
    attributes: Readonly<Record<string, unknown>>,
    { source = 'github', workspace = this.find(), autoQueueRuns = false, speculative = false } = {}
  ): Promise<ConfigurationVersion> {
    const version = createConfigurationVersion(this.#service, {
      workspace,
      createdBy: this.#owner,
      source,
      autoQueueRuns,
      speculative,
      provisional: false,
      ingressAttributes: { id: newId('ia'), attributes, createdBy: this.#owner }
    })
    const file = join(this.#service.directory, version.id)
    await writeFile(file, archive)
    await receive(this.#service, version, file)
    return version
  }

  /** A token of another user, of a team, or of the organization; of what it may do, `permissions` takes away. */
  addToken(kind: Caller['kind'], name: string, permissions: Permissions = {}): string {
    const token = newToken()
    this.world.tokens.set(token, this.world.addPerson(kind, name, permissions))
    return token
  }

  /** A token as a run of that workspace has it: of the state of others it reads what they share. */
  addRunToken(workspace: Workspace = this.find()): string {
    const token = newToken()
    const caller = this.world.addPerson('user', `run in ${workspace.attributes.name}`)
    this.world.tokens.set(token, { ...caller, workspace })
    return token
  }

  close(): Promise<void> {
    return this.#close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#close()
  }

  #reached(status: RunStatus): Run | undefined {
    const key = `${status.replaceAll('_', '-')}-at`
    const runs = [...this.world.runs.values()].reverse()
    return runs.find(run => run.status === status) ?? runs.find(run => key in run.statusTimestamps)
  }
}
