import { parseInputs, type InputReader } from '../../github/inputs.ts'
import { Results } from '../../github/results.ts'
import { checkWorkingDirectory } from '../../slug/working-directory.ts'
import { uploadDirectory } from '../../steps/upload-directory.ts'
import { connectionInputs, workspaceInputs } from '../../inputs/connection.ts'
import { main } from '../main.ts'
import { connect, type WorldOverrides } from '../../steps/world.ts'

export const CONFIGURATION_UPLOAD = [
  'configuration-version-id',
  'configuration-version-status',
  'archive-bytes',
  'archive-files'
] as const

export const configurationUploadInputs = (read: InputReader, env: NodeJS.ProcessEnv) =>
  parseInputs(read, input => {
    const inputs = {
      connection: connectionInputs(input, env),
      ...workspaceInputs(input, env),
      directory: input.text('directory') ?? env.GITHUB_WORKSPACE ?? '.',
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
      checkWorkingDirectory(directory, workspace.workingDirectory, workspace.name, world.env.GITHUB_WORKSPACE)
      return workspace
    })
    const results = new Results(world.log, CONFIGURATION_UPLOAD)
    const { archive, version } = await uploadDirectory(world, tfe, directory, lookup, wanted, id =>
      results.set('configuration-version-id', id)
    )
    const { id, status } = version
    results.set('configuration-version-status', status)
    results.set('archive-bytes', archive.bytes)
    results.set('archive-files', archive.files)
    world.log.info(`Configuration version ${id} is ${status}.`)
  }, overrides)
