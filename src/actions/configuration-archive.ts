import type { Read } from '../github/inputs.ts'
import { askOnce } from './ask-once.ts'
import { becomes, changeStatus, CONFIGURATION_STATUS, givenConfigurationInputs } from './given-configuration.ts'
import type { Outside } from './main.ts'

export const CONFIGURATION_ARCHIVE = CONFIGURATION_STATUS

export const configurationArchiveInputs = (read: Read, env: NodeJS.ProcessEnv) => givenConfigurationInputs(read, env)

const ARCHIVED = 'archived'

/** Discards the uploaded files of a version that no run needs any more. One that is archived already is left alone. */
export const configurationArchive = (outside?: Outside): Promise<void> =>
  changeStatus(async (world, tfe, id) => {
    const isArchived = async (): Promise<boolean> =>
      (await tfe.configurationVersions.read(id, { signal: world.signal })).status === ARCHIVED
    if (!(await isArchived())) await askOnce(world, () => tfe.configurationVersions.archive(id), isArchived)
    return (await becomes(world, tfe, id, ARCHIVED)).status
  }, outside)
