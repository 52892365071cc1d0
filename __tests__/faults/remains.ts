import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Hcp } from '../../packages/hcp-terraform-server/src/index.ts'

/** Statuses of a run that does nothing any more, and holds nothing. */
const OVER: readonly string[] = ['applied', 'planned_and_finished', 'discarded', 'errored', 'canceled']

/** What there is at the service, by id. */
interface Resources {
  readonly runs: ReadonlyMap<string, string>
  readonly versions: ReadonlyMap<string, string>
  readonly states: ReadonlySet<string>
  readonly state: string | undefined
}

/** What an action has left at the service and on the disk, without what differs from one time to another. */
export interface Remains {
  readonly before: Resources
  readonly after: Resources
  /** Configuration versions that a run is of. */
  readonly used: number
  /** Statuses of the state versions that came, without those that put an earlier state back. */
  readonly newStates: readonly string[]
  /** The reason of a lock that no run holds. */
  readonly lock: string | undefined
  /** Files below the checkout and in the runner's temporary directory, with what they hold, ids aside. */
  readonly files: readonly string[]
}

export function resources(hcp: Hcp): Resources {
  const { runs, configurationVersions, stateVersions } = hcp.world
  return {
    runs: new Map([...runs.values()].map(({ id, status }) => [id, status])),
    versions: new Map([...configurationVersions.values()].map(({ id, status }) => [id, status])),
    states: new Set(stateVersions.keys()),
    state: contentOf(hcp.find().currentStateVersion?.state)
  }
}

/** What a state says: the copy of a rollback has a serial of its own, and an apply's state a lineage. */
function contentOf(state: Buffer | undefined): string | undefined {
  if (state === undefined) return undefined
  const { outputs } = JSON.parse(state.toString()) as { outputs?: unknown }
  return JSON.stringify(outputs)
}

export function remains(hcp: Hcp, before: Resources, directories: readonly string[]): Remains {
  const created = [...hcp.world.stateVersions.values()].filter(({ id }) => !before.states.has(id))
  const newRuns = [...hcp.world.runs.values()].filter(({ id }) => !before.runs.has(id))
  const { lock } = hcp.find()
  return {
    before,
    after: resources(hcp),
    used: new Set(newRuns.map(({ configurationVersion }) => configurationVersion.id)).size,
    newStates: created
      .filter(({ state, rollbackOf }) => rollbackOf !== undefined || contentOf(state) !== before.state)
      .map(({ status }) => status),
    lock: lock === undefined || lock.by === 'run' ? undefined : (lock.reason ?? 'no reason'),
    files: directories.flatMap(filesIn)
  }
}

function filesIn(directory: string): readonly string[] {
  const found = globSync(['**', '**/.*'], {
    cwd: directory,
    exclude: ['_runner_file_commands', '_runner_file_commands/**', '_github_workflow', '_github_workflow/**']
  })
  return [...new Set(found)]
    .filter(name => name !== '.')
    .toSorted()
    .map(
      name => `${withoutIds(name)}${statSync(join(directory, name)).isFile() ? `: ${content(directory, name)}` : ''}`
    )
}

const content = (directory: string, name: string): string => withoutIds(readFileSync(join(directory, name), 'utf8'))

/** What differs from one time to another: ids, times, ports, temporary names. */
export const withoutIds = (text: string): string =>
  text
    .replaceAll(/\b([a-z]+)-[1-9A-HJ-NP-Za-km-z]{16}\b/g, '$1-…')
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'UUID')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)/g, 'TIME')
    .replaceAll(/127\.0\.0\.1:\d+/g, 'HOST')
    .replaceAll(/runner-\w{6}/g, 'runner')
    .replaceAll(/ \[([^[\]]*) [0-9a-f]{8}\]/g, ' [$1 STEP]')

/** What there must never be, whatever went wrong: how many of it, said as a problem. */
export function leftovers(found: Remains, clean: Remains | undefined): readonly string[] {
  const { before, after, used, newStates, lock } = found
  const newRuns = [...after.runs].filter(([id]) => !before.runs.has(id))
  const uploaded = [...after.versions].filter(([id, status]) => !before.versions.has(id) && status === 'uploaded')
  const ends = new Set(clean?.after.runs.values())
  const active = [...after.runs].filter(
    ([id, status]) => !OVER.includes(status) && status !== before.runs.get(id) && !(clean && ends.has(status))
  )
  const finalized = newStates.filter(status => status === 'finalized')
  return [
    ...(newRuns.length > 1 ? [`${newRuns.length} runs`] : []),
    ...(used > 1 ? [`${used} configuration versions used`] : []),
    ...(uploaded.length > 1 ? [`${uploaded.length} configuration versions uploaded`] : []),
    ...(finalized.length > 1 ? [`${finalized.length} state versions`] : []),
    ...(newStates.includes('pending') ? ['a state version that is pending'] : []),
    ...(lock === undefined ? [] : [`a lock: ${lock}`]),
    ...active.map(([, status]) => `a run that is ${status}`)
  ]
}
