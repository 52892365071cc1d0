import { newId } from './ids.ts'
import type {
  AgentPool,
  Caller,
  Comment,
  ConfigurationVersion,
  CostEstimate,
  Organization,
  NotificationConfiguration,
  Output,
  Phase,
  PlanExport,
  PolicyCheck,
  PolicyEvaluation,
  PolicySetOutcome,
  Project,
  Run,
  RunEvent,
  RunTrigger,
  StateVersion,
  TaskResult,
  TaskStage,
  TerraformPolicyEvaluation,
  Variable,
  VariableSet,
  Workspace
} from './resources.ts'

/** Everything there is, by id; and a way to wait for it to change. */
export class World {
  /** By name. */
  readonly organizations = new Map<string, Organization>()
  readonly projects = new Map<string, Project>()
  readonly workspaces = new Map<string, Workspace>()
  readonly configurationVersions = new Map<string, ConfigurationVersion>()
  readonly runs = new Map<string, Run>()
  readonly plans = new Map<string, Phase>()
  readonly applies = new Map<string, Phase>()
  readonly planExports = new Map<string, PlanExport>()
  readonly costEstimates = new Map<string, CostEstimate>()
  readonly policyChecks = new Map<string, PolicyCheck>()
  readonly taskStages = new Map<string, TaskStage>()
  readonly taskResults = new Map<string, TaskResult>()
  readonly policyEvaluations = new Map<string, PolicyEvaluation>()
  readonly policySetOutcomes = new Map<string, PolicySetOutcome>()
  readonly terraformPolicies = new Map<string, TerraformPolicyEvaluation>()
  readonly variables = new Map<string, Variable>()
  readonly variableSets = new Map<string, VariableSet>()
  readonly agentPools = new Map<string, AgentPool>()
  /** Of flat tags, by organization and name. */
  readonly tagIds = new Map<string, string>()
  readonly notificationConfigurations = new Map<string, NotificationConfiguration>()
  readonly runTriggers = new Map<string, RunTrigger>()
  readonly comments = new Map<string, Comment>()
  readonly runEvents = new Map<string, RunEvent>()
  readonly stateVersions = new Map<string, StateVersion>()
  readonly outputs = new Map<string, Output>()
  /** Users and teams, by id. */
  readonly people = new Map<string, Caller>()
  /** Whose each token is. */
  readonly tokens = new Map<string, Caller>()

  readonly #waiting = new Set<() => void>()
  readonly #timers = new Set<NodeJS.Timeout>()

  now(): Date {
    return new Date()
  }

  /** Call after every change that somebody may wait for. */
  changed(): void {
    for (const look of [...this.#waiting]) look()
  }

  /** Resolves as soon as `condition` holds, now or after a change; rejects when the signal aborts first. */
  async until(condition: () => boolean, signal?: AbortSignal): Promise<void> {
    if (condition()) return
    signal?.throwIfAborted()
    const { promise, resolve, reject } = Promise.withResolvers<undefined>()
    const look = () => {
      if (condition()) resolve(undefined)
    }
    const stop = () => {
      reject(signal?.reason as Error)
    }
    this.#waiting.add(look)
    signal?.addEventListener('abort', stop)
    try {
      await promise
    } finally {
      this.#waiting.delete(look)
      signal?.removeEventListener('abort', stop)
    }
  }

  /** Does it after so many milliseconds; at once for 0. */
  later(milliseconds: number, act: () => void): void {
    if (milliseconds === 0) {
      act()
      return
    }
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      act()
    }, milliseconds)
    this.#timers.add(timer)
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
  }

  workspace(organization: string, name: string): Workspace | undefined {
    return this.workspacesOf(organization).find(workspace => workspace.attributes.name === name)
  }

  workspacesOf(organization: string): Workspace[] {
    return [...this.workspaces.values()].filter(workspace => workspace.organization.name === organization)
  }

  /** Newest first, as the API lists them. */
  runsOf(workspace: Workspace): Run[] {
    return newestFirst(this.runs, workspace)
  }

  configurationVersionsOf(workspace: Workspace): ConfigurationVersion[] {
    return newestFirst(this.configurationVersions, workspace)
  }

  stateVersionsOf(workspace: Workspace): StateVersion[] {
    return newestFirst(this.stateVersions, workspace)
  }

  addPerson(kind: Caller['kind'], name: string, permissions: Caller['permissions'] = {}): Caller {
    const caller: Caller = { kind, id: newId(kind === 'organization' ? 'org' : kind), name, permissions }
    this.people.set(caller.id, caller)
    return caller
  }
}

function newestFirst<T extends { readonly workspace: Workspace }>(all: Map<string, T>, workspace: Workspace): T[] {
  return [...all.values()].filter(item => item.workspace === workspace).reverse()
}

/** `created-at` and its like: milliseconds and Z. */
export function instant(date: Date): string {
  return date.toISOString()
}

/** Status timestamps: whole seconds and an offset. */
export function second(date: Date): string {
  return `${date.toISOString().slice(0, 19)}+00:00`
}
