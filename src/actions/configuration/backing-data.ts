import { changeBackingData } from '../../configuration/backing-data.ts'
import { ApiError } from '../../errors.ts'
import type { InputReader } from '../../github/inputs.ts'
import { askOnce, askUntilSeen, mustBeSeen } from '../../steps/ask-once.ts'
import {
  waitForStatus,
  changeStatus,
  CONFIGURATION_STATUS,
  givenConfigurationInputs
} from '../../steps/configuration-version-by-id.ts'
import type { Tfe } from '../../tfe/client.ts'
import { mayHaveSucceeded } from '../../tfe/retry.ts'
import type { World, WorldOverrides } from '../../steps/world.ts'
import { main } from '../main.ts'

/** The three actions on the files of a configuration version, which Terraform Enterprise has and HCP Terraform does not. */
export const BACKING_DATA = CONFIGURATION_STATUS

export const backingDataInputs = (read: InputReader, env: NodeJS.ProcessEnv) => givenConfigurationInputs(read, env)

const UPLOADED = 'uploaded'
const SOFT_DELETED = 'backing_data_soft_deleted'
const PERMANENTLY_DELETED = 'backing_data_permanently_deleted'

/** The status of a version. Undefined where it can't be read: the documentation does not say with which answer. */
const statusShown = ({ signal }: World, tfe: Tfe, id: string): Promise<string | undefined> =>
  tfe.configurationVersions.read(id, { signal }).then(
    ({ status }) => status,
    (error: unknown) => {
      if (ApiError.is(error, 400, 404, 410, 422)) return undefined
      throw error
    }
  )

/** Whether a version is seen to have a status, or can't be read any more, and what is seen otherwise. */
function lookFor(world: World, tfe: Tfe, id: string, wanted: string) {
  let status: string | undefined
  return {
    isGone: async (): Promise<boolean> => {
      status = await statusShown(world, tfe, id)
      return status === undefined || status === wanted
    },
    otherwise: (): string =>
      `the status of configuration version ${id} is ${status ?? 'unknown'}. Look at the version, and run the step again.`
  }
}

/**
 * What a step finds done that is run again: a version refuses to get a status a second time. Servers refuse other versions in the same words,
 * so it must have the status, or be one that exists and can't be read, which is documented for marked and deleted files only. Undefined there.
 */
async function statusOfRefused(world: World, tfe: Tfe, id: string, wanted: string, error: unknown) {
  if (!ApiError.is(error, 400) || !error.isOfApi) throw error
  const status = await tfe.configurationVersions.read(id, { signal: world.signal }).then(
    ({ status }) => status,
    (unread: unknown) => {
      if (ApiError.is(unread, 404, 410, 422) && unread.isOfApi) return undefined
      throw error
    }
  )
  if (status !== undefined && status !== wanted) throw error
  return status
}

/** Marks the files of a version for deletion. It can be taken back for some days. */
export const configurationSoftDelete = (overrides?: WorldOverrides): Promise<void> =>
  main(
    world =>
      changeStatus(world, async (tfe, id) => {
        const { isGone, otherwise } = lookFor(world, tfe, id, SOFT_DELETED)
        try {
          await askUntilSeen(world, () => changeBackingData(tfe, id, 'soft_delete'), isGone, otherwise)
          return SOFT_DELETED
        } catch (error) {
          const status = await statusOfRefused(world, tfe, id, SOFT_DELETED, error)
          const known = status === undefined ? 'marked for deletion or deleted' : 'marked for deletion'
          world.log.info(`Nothing to do: the files of configuration version ${id} are already ${known}.`)
          // A version whose files are deleted for good answers in the same way.
          return status ?? 'unknown'
        }
      }),
    overrides
  )

/** Removes the deletion mark from the files of a version. */
export const configurationRestore = (overrides?: WorldOverrides): Promise<void> =>
  main(
    world =>
      changeStatus(world, async (tfe, id) => {
        // The API can't read a version whose files are marked for deletion.
        const isRestored = (): Promise<boolean> =>
          tfe.configurationVersions.read(id, { signal: world.signal }).then(
            ({ status }) => status === UPLOADED,
            () => false
          )
        await askOnce(world, () => changeBackingData(tfe, id, 'restore'), isRestored)
        return (await waitForStatus(world, tfe, id, UPLOADED)).status
      }),
    overrides
  )

/** Deletes the files of a version that are marked for it. There is no way back. */
export const configurationPermanentlyDelete = (overrides?: WorldOverrides): Promise<void> =>
  main(
    world =>
      changeStatus(world, async (tfe, id) => {
        // Such a version can't be read before or after, or has the status. That it can't be deleted again says that the request without an answer did it.
        let isUnclear = false
        const remove = (): Promise<void> =>
          changeBackingData(tfe, id, 'permanently_delete').catch((error: unknown) => {
            if (isUnclear && ApiError.is(error, 400)) return
            isUnclear ||= mayHaveSucceeded(error)
            throw error
          })
        try {
          await askOnce(world, remove, () => Promise.resolve(false))
        } catch (error) {
          // One that can't be read, and is only marked, would have been deleted.
          await statusOfRefused(world, tfe, id, PERMANENTLY_DELETED, error)
          world.log.info(`Nothing to do: the files of configuration version ${id} are already deleted.`)
          return PERMANENTLY_DELETED
        }
        const { isGone, otherwise } = lookFor(world, tfe, id, PERMANENTLY_DELETED)
        await mustBeSeen(world, isGone, otherwise)
        return PERMANENTLY_DELETED
      }),
    overrides
  )
