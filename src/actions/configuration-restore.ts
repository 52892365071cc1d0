import type { Read } from '../github/inputs.ts'
import { changeBackingData } from './backing-data.ts'
import { becomes, changeStatus, CONFIGURATION_STATUS, givenConfigurationInputs } from './given-configuration.ts'
import type { Outside } from './main.ts'

export const CONFIGURATION_RESTORE = CONFIGURATION_STATUS

export const configurationRestoreInputs = (read: Read, env: NodeJS.ProcessEnv) => givenConfigurationInputs(read, env)

/** Takes back that the files of a version are to be deleted. */
export const configurationRestore = (outside?: Outside): Promise<void> =>
  changeStatus(async (world, tfe, id) => {
    await changeBackingData(tfe, id, 'restore')
    return (await becomes(world, tfe, id, 'uploaded')).status
  }, outside)
