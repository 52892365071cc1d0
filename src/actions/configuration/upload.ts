import { InputError, RunFailed } from '../../errors.ts'
import { parseInputs, type InputReader } from '../../github/inputs.ts'
import { Results } from '../../github/results.ts'
import { waitForRuns } from '../../run/search-runs.ts'
import { checkWorkingDirectory } from '../../slug/working-directory.ts'
import { uploadDirectory } from '../../steps/upload-directory.ts'
import { connectionInputs, workspaceInputs } from '../../inputs/connection.ts'
import { directoryInput } from '../../inputs/path-inputs.ts'
import { RUN_OPERATIONS } from '../../tfe/resources/run-search.ts'
import { main } from '../main.ts'
import { connect, type WorldOverrides } from '../../steps/world.ts'

export const CONFIGURATION_UPLOAD = [
  'configuration-version-id',
  'configuration-version-status',
  'archive-bytes',
  'archive-files',
  'run-id'
] as const

/** Milliseconds that the service may take to queue a run after an upload. */
const QUEUING_MS = 60_000

export const configurationUploadInputs = (read: InputReader, env: NodeJS.ProcessEnv) =>
  parseInputs(read, input => {
    const inputs = {
      connection: connectionInputs(input, env),
      ...workspaceInputs(input, env),
      directory: directoryInput(input, env),
      speculative: input.flag('speculative'),
      provisional: input.flag('provisional'),
      autoQueueRuns: input.flag('auto-queue-runs')
    }
    if (inputs.speculative && inputs.provisional)
      input.reject(
        'provisional',
        'has no effect with `speculative: true`, because a speculative configuration version never becomes current. Remove `provisional`'
      )
    return inputs
  })

/** Uploads a directory as a configuration version, for runs that others make. */
export const configurationUpload = (overrides?: WorldOverrides): Promise<void> =>
  main(async world => {
    const {
      connection,
      organization,
      workspace: name,
      directory,
      ...wanted
    } = configurationUploadInputs(world.read, world.env)
    const tfe = connect(world, connection)
    const lookup = tfe.workspaces.readByName(organization, name, { signal: world.signal }).then(workspace => {
      checkWorkingDirectory(directory, workspace.workingDirectory, workspace.name, {
        checkout: world.env.GITHUB_WORKSPACE,
        // What it is run for is not known.
        mayBeEmpty: true
      })
      if (wanted.autoQueueRuns && workspace.executionMode === 'local')
        throw new InputError([
          `\`auto-queue-runs\` has no effect in the workspace "${workspace.name}", whose execution mode is local: the service runs nothing there. Remove the input.`
        ])
      return workspace
    })
    const results = new Results(world.log, CONFIGURATION_UPLOAD)
    const { archive, version, workspace } = await uploadDirectory(world, tfe, directory, lookup, wanted, id =>
      results.set('configuration-version-id', id)
    )
    const { id, status } = version
    results.set('configuration-version-status', status)
    results.set('archive-bytes', archive.bytes)
    results.set('archive-files', archive.files)
    world.log.info(`Configuration version ${id} is ${status}.`)
    if (!wanted.autoQueueRuns) return
    const search = { configurationVersionId: id, operations: RUN_OPERATIONS }
    const [run] = await waitForRuns(tfe, workspace.id, search, { limitMs: QUEUING_MS, signal: world.signal })
    if (run === undefined)
      throw new RunFailed(
        `The service queued no run of configuration version ${id} within a minute after its upload. Look at the runs of the workspace ${workspace.name}.`
      )
    results.set('run-id', run.id)
    world.log.info(`The service queued run ${run.id}.`)
  }, overrides)
