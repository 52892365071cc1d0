import type { InputReader } from '../../github/inputs.ts'
import { askOnce } from '../../steps/ask-once.ts'
import {
  waitForStatus,
  changeStatus,
  CONFIGURATION_STATUS,
  givenConfigurationInputs
} from '../../steps/configuration-version-by-id.ts'
import { main } from '../main.ts'
import type { WorldOverrides } from '../../steps/world.ts'

export const CONFIGURATION_ARCHIVE = CONFIGURATION_STATUS

export const configurationArchiveInputs = (read: InputReader, env: NodeJS.ProcessEnv) =>
  givenConfigurationInputs(read, env)

const ARCHIVED = 'archived'

/** Discards the uploaded files of a version that no run needs any more. A version that is already archived stays as it is. */
export const configurationArchive = (overrides?: WorldOverrides): Promise<void> =>
  main(
    world =>
      changeStatus(world, async (tfe, id) => {
        const isArchived = async (): Promise<boolean> =>
          (await tfe.configurationVersions.read(id, { signal: world.signal })).status === ARCHIVED
        if (!(await isArchived())) await askOnce(world, () => tfe.configurationVersions.archive(id), isArchived)
        return (await waitForStatus(world, tfe, id, ARCHIVED)).status
      }),
    overrides
  )
