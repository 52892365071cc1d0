import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { arch, tmpdir } from 'node:os'
import path from 'node:path'
import { githubContext, githubEnvironment, type Event, type GithubContext } from './github-context.ts'
import { Masks } from './masks.ts'
import { endOrphans } from './orphans.ts'
import { RUNNER_PATIENCE, startProcess, type Launch, type Patience } from './process.ts'

export type Conclusion = 'success' | 'failure' | 'cancelled' | 'skipped'

/** The machine and the run that a job's steps share; whatever is not given is as on a hosted runner. */
export interface JobOptions {
  readonly event?: Event | undefined
  /** Properties of the `github` context that differ from what the event implies, `api_url` or `token` for instance. */
  readonly github?: GithubContext | undefined
  /** GITHUB_WORKSPACE. Without it the job gets an empty directory. */
  readonly workspace?: string | undefined
  /** Values that the job knows as secrets from the start. */
  readonly secrets?: readonly string[] | undefined
  /** The Node.js that runs actions. */
  readonly node?: string | undefined
  /** ACTIONS_STEP_DEBUG */
  readonly debug?: boolean | undefined
  /** How long a cancelled process gets, in milliseconds. */
  readonly patience?: Partial<Patience> | undefined
  /** Variables of the runner's own process, next to PATH and HOME. */
  readonly machine?: Readonly<Record<string, string>> | undefined
  /** How a step's command is run: as a process of its own unless given. */
  readonly launch?: Launch | undefined
}

/** What the steps of one job share. Source: actions/runner GlobalContext.cs, JobRunner.cs. */
export class JobContext {
  readonly root: string
  readonly temp: string
  readonly workspace: string
  readonly masks = new Masks()
  /** Set for later steps through GITHUB_ENV, on top of the workflow's and the job's own. */
  readonly env = new Map<string, string>()
  /** Set for later steps through GITHUB_PATH; the last one comes first. */
  readonly path: string[] = []
  readonly github: Record<string, unknown>
  readonly runner: Readonly<Record<string, string>>
  readonly node: string
  readonly debug: boolean
  readonly patience: Patience
  readonly launch: Launch
  status: Exclude<Conclusion, 'skipped'> = 'success'
  readonly #machine: Readonly<Record<string, string>>
  readonly #trackingId = `github_${randomUUID()}`

  constructor(options: JobOptions) {
    const given = options.workspace === undefined ? undefined : realpathSync(options.workspace)
    this.root = realpathSync(mkdtempSync(path.join(tmpdir(), 'runner-')))
    this.temp = this.#make('_temp')
    const github = githubContext(options.event ?? { name: 'push', payload: {} }, options.github ?? {})
    const repository = String(github.repository).split('/').at(-1) ?? ''
    this.workspace = given ?? this.#make(repository, repository)
    const eventFile = path.join(this.#make('_temp', '_github_workflow'), 'event.json')
    writeFileSync(eventFile, JSON.stringify(github.event, undefined, 2))
    this.github = { ...github, workspace: this.workspace, event_path: eventFile }
    this.node = options.node ?? process.execPath
    this.debug = options.debug ?? false
    this.patience = { ...RUNNER_PATIENCE, ...options.patience }
    this.launch = options.launch ?? startProcess
    this.runner = this.#runner()
    this.#machine = {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? this.root,
      RUNNER_TRACKING_ID: this.#trackingId,
      ...options.machine
    }
    this.#maskSecrets([String(github.token), ...(options.secrets ?? [])])
  }

  #make(...names: readonly string[]): string {
    const directory = path.join(this.root, ...names)
    mkdirSync(directory, { recursive: true })
    return directory
  }

  #runner(): Record<string, string> {
    return {
      ...(this.debug ? { debug: '1' } : {}),
      os: process.platform === 'darwin' ? 'macOS' : 'Linux',
      arch: arch().toUpperCase(),
      name: 'runner',
      environment: 'github-hosted',
      tool_cache: this.#make('_tool'),
      temp: this.temp,
      workspace: path.dirname(this.workspace)
    }
  }

  /** Source: actions/runner Worker.cs (InitializeSecretMasker), ExecutionContext.cs (InitializeJob). */
  #maskSecrets(secrets: readonly string[]): void {
    for (const secret of secrets) this.masks.addWithLines(secret.trim())
    this.masks.add(Buffer.from(`x-access-token:${String(this.github.token)}`).toString('base64'))
  }

  /**
   * The environment of a step's process: the machine's, then the step's, and the runner's own on top.
   * Source: actions/runner NodeScriptActionHandler.cs, Handler.cs, ProcessInvoker.cs.
   */
  environment(step: Readonly<Record<string, string>>, github: GithubContext): Record<string, string> {
    const merged: Record<string, string> = { ...this.#machine, ...step }
    delete merged.NODE_ICU_DATA
    const directories = [...this.path].reverse()
    return {
      CI: 'true',
      ...merged,
      PATH: [...directories, merged.PATH ?? ''].filter(each => each !== '').join(path.delimiter),
      ...githubEnvironment({ ...this.github, ...github }),
      ...Object.fromEntries(
        Object.entries(this.runner).map(([name, value]) => [`RUNNER_${name.toUpperCase()}`, value])
      ),
      GITHUB_ACTIONS: 'true'
    }
  }

  /** Ends what steps left running, and removes the job's own directories. */
  end(): void {
    if (this.launch === startProcess) endOrphans(this.#trackingId)
    rmSync(this.root, { recursive: true, force: true, maxRetries: 3 })
  }
}
