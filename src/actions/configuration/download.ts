import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ApiError, RunFailed } from '../../errors.ts'
import { parseInputs, type Inputs, type InputReader } from '../../github/inputs.ts'
import { Results } from '../../github/results.ts'
import { plural } from '../../plural.ts'
import type { Tfe } from '../../tfe/client.ts'
import { archivePath } from '../../tfe/resources/configuration-versions.ts'
import { refuseWrittenOutside } from '../../slug/root.ts'
import { unpack } from '../../slug/unpack.ts'
import { save } from '../../tfe/save.ts'
import { connectionInputs } from '../../inputs/connection.ts'
import { main } from '../main.ts'
import { connect, type WorldOverrides, type World } from '../../steps/world.ts'
import { temporaryFolder } from '../../steps/temporary-file.ts'
import { newDirectoryInput, targetInput } from '../../inputs/path-inputs.ts'

export const CONFIGURATION_DOWNLOAD = ['path'] as const

type Of = Parameters<typeof archivePath>[0]

export const configurationDownloadInputs = (read: InputReader, env: NodeJS.ProcessEnv) =>
  parseInputs(read, input => {
    const extract = input.flag('extract')
    return {
      connection: connectionInputs(input, env),
      of: versionInput(input),
      extract,
      target: extract ? newDirectoryInput(input, env) : targetInput(input, env)
    }
  })

function versionInput(input: Inputs): Of {
  const runId = input.text('run-id')
  if (runId !== undefined && input.text('configuration-version-id') !== undefined)
    input.reject('run-id', "can't be combined with `configuration-version-id`. Set only one of them")
  if (runId === undefined) return { id: input.id('configuration-version-id', 'cv-') }
  return { runId: input.id('run-id', 'run-') }
}

/** Downloads what was uploaded to be run, as an archive or unpacked. */
export const configurationDownload = (overrides?: WorldOverrides): Promise<void> =>
  main(async world => {
    const { connection, of, extract, target } = configurationDownloadInputs(world.read, world.env)
    refuseWrittenOutside('path', extract ? target : dirname(target), world.env.GITHUB_WORKSPACE)
    const tfe = connect(world, connection)
    if (extract) await downloadAndUnpack(world, tfe, of, target)
    else await downloadArchive(world, tfe, of, target)
    new Results(world.log, CONFIGURATION_DOWNLOAD).set('path', target)
    world.log.info(`The configuration is in ${target}`)
  }, overrides)

async function downloadAndUnpack(world: World, tfe: Tfe, of: Of, target: string): Promise<void> {
  const temporary = temporaryFolder(world, 'configuration')
  try {
    const archive = join(temporary, 'configuration.tar.gz')
    await downloadArchive(world, tfe, of, archive)
    const { files, leftOut } = await unpack(archive, target, world.signal)
    world.log.info(`Unpacked ${plural(files, 'file')}.`)
    if (leftOut.length > 0) world.log.warning(`Left out of the archive: ${leftOut.join(', ')}.`)
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

async function downloadArchive(world: World, tfe: Tfe, of: Of, target: string): Promise<void> {
  const { signal } = world
  const route = archivePath(of)
  try {
    await save(tfe.http, tfe.http.url(route), route, { target, signal })
  } catch (error) {
    if (!ApiError.is(error, 404)) throw error
    const id = 'id' in of ? of.id : await versionOfRun(tfe, of.runId, signal)
    if (id === undefined) throw error
    const { status } = await tfe.configurationVersions.read(id, { signal })
    if (status !== 'uploaded')
      throw new RunFailed(
        `Configuration version ${id} can't be downloaded, because it is ${status}. Only an uploaded configuration version has an archive.`,
        {
          cause: error
        }
      )
    if ('id' in of) throw error
    // Not every server has the route that leads from a run to its archive.
    await downloadArchive(world, tfe, { id }, target)
  }
}

/** Undefined where the run does not name its version. */
const versionOfRun = async (tfe: Tfe, runId: string, signal: AbortSignal): Promise<string | undefined> =>
  (await tfe.runs.read(runId, { signal })).configurationVersionId
