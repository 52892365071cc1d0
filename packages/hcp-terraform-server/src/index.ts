import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addressOf, listen, stop } from './loopback.ts'
import { Blobs } from './blobs.ts'
import { chooseEngine, type EngineName } from './engine/choose.ts'
import type { Engine } from './engine/engine.ts'
import { Faults } from './faults.ts'
import { Hcp } from './hcp.ts'
import { newToken } from './ids.ts'
import { Journal } from './journal.ts'
import { LIKENESSES, type LikenessName } from './likeness.ts'
import { createOrganization } from './organizations.ts'
import { archivistRouter, router } from './router.ts'
import type { RunScript } from './script.ts'
import { Scripts } from './scripts.ts'
import type { Service } from './service.ts'
import { DEFAULTS, type Settings, type Timings } from './settings.ts'
import { Slots } from './slots.ts'
import { createWorkspace } from './workspaces.ts'
import { World } from './world.ts'

export { INSTANT, LIVELY } from './settings.ts'
export type { Hcp, Secrets } from './hcp.ts'
export type { Entry } from './journal.ts'
export type { Behaviour, Fault, ServiceFault, WireFault } from './fault-catalogue.ts'
export type { SetFault } from './faults.ts'
export type { RunScript, LogStep, OutputScript } from './script.ts'
export type { Run, RunStatus, Workspace, StateVersion, ConfigurationVersion, Caller } from './resources.ts'

export interface Options extends Partial<Omit<Settings, 'timings'>> {
  /** What plans and applies. Default `scripted`: at once, and nothing but what a script says. */
  readonly engine?: EngineName | Engine
  readonly timings?: Partial<Timings>
  /** Exist from the start; both `demo` unless named. */
  readonly organization?: string
  readonly workspace?: string
  /** What the owner authenticates with. Default: a new one. */
  readonly token?: string
  /** What every run does that has no script of its own. */
  readonly script?: RunScript
  /** Default: any free one. */
  readonly port?: number
  /** Gives the object store a port, so an origin, of its own. */
  readonly separateArchivist?: boolean
}

/** What other servers have or lack besides their answers. */
function impliedBy(like: Options['like']): Partial<Settings> {
  if (like === undefined || like === 'samples' || like === 'unfiltered') return {}
  const older: Partial<Settings> = { product: 'enterprise', tagBindings: false }
  if (like === 'otf') return { ...older, product: 'hcp', stateDownload: 'archivist', sensitiveValues: 'plaintext' }
  return { ...older, stateDownload: 'archivist', ...(like === 'tfe-v202206' ? { sensitiveValues: 'plaintext' } : {}) }
}

/** The environment variable that says what every server answers like, without another setting. */
const LIKE_VARIABLE = 'HCP_TERRAFORM_SERVER_LIKE'

function likeOfEnvironment(value = process.env[LIKE_VARIABLE] ?? ''): LikenessName | undefined {
  const like = LIKENESSES.find(name => name === value)
  if (like === undefined && value !== '')
    throw new Error(`${LIKE_VARIABLE} is one of ${LIKENESSES.join(', ')}, not ${value}`)
  return like
}

/** Starts the service on a loopback port. Close it by `await using`, or by its `close()`. */
export async function serve(given: Options = {}): Promise<Hcp> {
  const like = 'like' in given ? given.like : likeOfEnvironment()
  const options: Options = like === undefined ? given : { ...given, like }
  const { engine = 'scripted', organization = 'demo', workspace = 'demo', timings, script, port = 0 } = options
  const settings: Settings = {
    ...DEFAULTS,
    ...impliedBy(options.like),
    ...options,
    timings: { ...DEFAULTS.timings, ...timings }
  }
  const conducting = new Set<Promise<void>>()
  const service: Service = {
    world: new World(),
    settings:
      options.product === 'enterprise'
        ? { ...settings, stateDownload: options.stateDownload ?? 'archivist' }
        : settings,
    faults: new Faults(),
    journal: new Journal(),
    blobs: new Blobs(),
    engine: typeof engine === 'string' ? await chooseEngine(engine) : engine,
    scripts: new Scripts(script),
    slots: new Slots(settings.concurrency),
    directory: await mkdtemp(join(tmpdir(), 'hcp-')),
    conducting: run => {
      conducting.add(run)
      void run.finally(() => conducting.delete(run))
    },
    stopping: new AbortController(),
    archivist: undefined
  }
  const servers = [await listen(router(service), port)]
  if (options.separateArchivist === true) {
    const archivist = await listen(archivistRouter(service), 0)
    service.archivist = addressOf(archivist)
    servers.push(archivist)
  }
  const owner = service.world.addPerson('user', 'owner')
  const token = options.token ?? newToken()
  service.world.tokens.set(token, owner)
  const home = createOrganization(service, { attributes: { name: organization, email: 'owner@example.com' } })
  createWorkspace(service, home, { type: 'workspaces', attributes: { name: workspace }, relationships: {} })
  const [server] = servers
  if (server === undefined) throw new Error('no server')
  const close = async () => {
    for (const run of service.world.runs.values()) {
      run.interrupt.abort()
      run.ended.abort(new Error('the server is closing'))
    }
    service.world.stop()
    await Promise.all(servers.map(stop))
    await Promise.allSettled(conducting)
    await rm(service.directory, { recursive: true, force: true })
  }
  const hcp = new Hcp(service, { address: addressOf(server), token, organization, workspace, owner }, close)
  service.stopping.signal.addEventListener('abort', () => void hcp.close())
  return hcp
}
