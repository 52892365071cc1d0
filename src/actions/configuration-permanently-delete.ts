import type { Read } from '../github/inputs.ts'
import { changeBackingData } from './backing-data.ts'
import { changeStatus, CONFIGURATION_STATUS, givenConfigurationInputs } from './given-configuration.ts'
import type { Outside } from './main.ts'

export const CONFIGURATION_PERMANENTLY_DELETE = CONFIGURATION_STATUS

export const configurationPermanentlyDeleteInputs = (read: Read, env: NodeJS.ProcessEnv) =>
  givenConfigurationInputs(read, env)

/** Deletes the files of a version that are marked for it. There is no way back. */
export const configurationPermanentlyDelete = (outside?: Outside): Promise<void> =>
  changeStatus(async (_world, tfe, id) => {
    await changeBackingData(tfe, id, 'permanently_delete')
    // Such a version can't be read any more: the service's consent says what it is.
    return 'backing_data_permanently_deleted'
  }, outside)
