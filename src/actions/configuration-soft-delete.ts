import type { Read } from '../github/inputs.ts'
import { changeBackingData } from './backing-data.ts'
import { changeStatus, CONFIGURATION_STATUS, givenConfigurationInputs } from './given-configuration.ts'
import type { Outside } from './main.ts'

export const CONFIGURATION_SOFT_DELETE = CONFIGURATION_STATUS

export const configurationSoftDeleteInputs = (read: Read, env: NodeJS.ProcessEnv) => givenConfigurationInputs(read, env)

/** Marks the files of a version for deletion. It can be taken back for some days. */
export const configurationSoftDelete = (outside?: Outside): Promise<void> =>
  changeStatus(async (_world, tfe, id) => {
    await changeBackingData(tfe, id, 'soft_delete')
    // Such a version can't be read any more: the service's consent says what it is.
    return 'backing_data_soft_deleted'
  }, outside)
