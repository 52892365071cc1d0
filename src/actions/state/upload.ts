import { InputError } from '../../errors.ts'
import { parseInputs, type InputReader } from '../../github/inputs.ts'
import { Results } from '../../github/results.ts'
import type { Tfe } from '../../tfe/client.ts'
import { readKnownState, newestStateVersions, type StateWorkspace } from '../../state/state-content.ts'
import { readStateFile, overwriteProblem, type StateFile } from '../../terraform/state-file.ts'
import { refuseLedOutside } from '../../slug/root.ts'
import { confirmContent, confirmCurrent } from '../../state/confirm-state.ts'
import { finalized, uploadState } from '../../state/upload-state.ts'
import type { StateVersion } from '../../tfe/resources/state-versions.ts'
import { connectionInputs, namesOf, workspaceInputs } from '../../inputs/connection.ts'
import { main } from '../main.ts'
import { connect, type WorldOverrides, type World } from '../../steps/world.ts'
import { pathInput } from '../../inputs/path-inputs.ts'
import { underLock } from '../../steps/state-lock.ts'

export const STATE_UPLOAD = ['state-version-id', 'serial'] as const

export const stateUploadInputs = (read: InputReader, env: NodeJS.ProcessEnv) =>
  parseInputs(read, input => ({
    connection: connectionInputs(input, env),
    names: workspaceInputs(input, env),
    path: pathInput(input, env, 'Set it to the path of the state file'),
    force: input.flag('force'),
    runId: input.text('run-id') === undefined ? undefined : input.id('run-id', 'run-'),
    lock: input.flag('lock')
  }))

/** Makes a file the workspace's state. */
export const stateUpload = (overrides?: WorldOverrides): Promise<void> =>
  main(async world => {
    const { connection, names: given, path, lock, ...how } = stateUploadInputs(world.read, world.env)
    refuseLedOutside('path', path, world.env.GITHUB_WORKSPACE)
    const file = await readStateFile(path)
    const tfe = connect(world, connection)
    const workspace = await tfe.workspaces.readByName(given.organization, given.workspace, { signal: world.signal })
    const { serial, md5 } = file
    const what = `Upload of the state with serial ${serial}`
    const names = namesOf(workspace, given)
    const place = { workspaceId: workspace.id, ...names }
    const isIt = (bytes: Buffer): boolean => bytes.equals(file.bytes)
    const wanted = { done: `${path} was uploaded`, what: 'it', isIt }
    await underLock(world, tfe, { workspace, names, lock, what, upload: { path, serial, md5 } }, async () => {
      const stateVersion = await write(world, tfe, place, file, how)
      const results = new Results(world.log, STATE_UPLOAD)
      results.set('state-version-id', stateVersion.id)
      results.set('serial', stateVersion.serial ?? serial)
      if (!lock) await confirmContent(tfe, place, stateVersion, wanted)
    })
    // What is written under a lock may become the current state only when that is given back.
    if (lock) await confirmCurrent(tfe, place, wanted, world.signal)
    world.log.info(`The state of ${names.workspace} is ${path} (serial ${serial}).`)
  }, overrides)

/** Uploads the file, if it may follow the current state. An equal state that the workspace already has is not uploaded again. */
async function write(
  { log, signal }: World,
  tfe: Tfe,
  place: StateWorkspace,
  file: StateFile,
  { force, runId }: { readonly force: boolean; readonly runId: string | undefined }
): Promise<StateVersion> {
  const newest = await newestStateVersions(tfe, place, signal)
  const before = await tfe.stateVersions.readCurrent(place.workspaceId, { signal })
  const known = before && (await readKnownState(tfe, before, signal))
  if (before !== undefined && known?.md5 === file.md5) {
    log.info(`The workspace has this state already: state version ${before.id}, serial ${file.serial}.`)
    if (runId !== undefined && before.runId !== runId)
      log.warning(
        '`run-id` has no effect: the workspace has this state already, and the action did not upload it again.'
      )
    return before
  }
  const why = known === undefined || force ? undefined : overwriteProblem(file, known)
  if (why !== undefined)
    throw new InputError([`\`path\`: ${file.path} ${why}. Set \`force\` to \`true\` to upload it anyway`])
  log.info(
    `Uploading ${file.path}: serial ${file.serial}, after ${known?.serial ?? 'none'}, lineage ${file.lineage ?? 'unknown'}`
  )
  signal.throwIfAborted()
  const created = await uploadState(tfe, { ...place, file, force, runId, newestId: newest[0]?.id })
  const done = await finalized(tfe, created, signal)
  log.info(`The workspace has state version ${done.id}, serial ${done.serial ?? file.serial}.`)
  if (runId !== undefined && done.runId !== runId)
    log.warning(
      `\`run-id\`: the state version ${done.id} shows ${done.runId === undefined ? 'no run' : `the run ${done.runId}`}, not ${runId}. The state is uploaded.`
    )
  return done
}
