import type { Read } from '../github/inputs.ts'
import { askOnce } from './ask-once.ts'
import { changeBackingData } from './backing-data.ts'
import { becomes, changeStatus, CONFIGURATION_STATUS, givenConfigurationInputs } from './given-configuration.ts'
import type { Outside } from './main.ts'

export const CONFIGURATION_RESTORE = CONFIGURATION_STATUS

export const configurationRestoreInputs = (read: Read, env: NodeJS.ProcessEnv) => givenConfigurationInputs(read, env)

const UPLOADED = 'uploaded'

/** Takes back that the files of a version are to be deleted. */
export const configurationRestore = (outside?: Outside): Promise<void> =>
  changeStatus(async (world, tfe, id) => {
    // A version whose files are to be deleted can't be read.
    const isRestored = (): Promise<boolean> =>
      tfe.configurationVersions.read(id, { signal: world.signal }).then(
        ({ status }) => status === UPLOADED,
        () => false
      )
    await askOnce(world, () => changeBackingData(tfe, id, 'restore'), isRestored)
    return (await becomes(world, tfe, id, UPLOADED)).status
  }, outside)
