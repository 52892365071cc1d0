import { ApiError, InputError } from '../errors.ts'
import type { Tfe } from '../tfe/client.ts'
import type { BackingDataAction } from '../tfe/resources/configuration-versions.ts'

/**
 * Asks Terraform Enterprise to do something to the files of a configuration version. HCP Terraform answers 404, which would read as if the
 * version did not exist.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/configuration-versions#mark-a-configuration-version-for-garbage-collection
 */
export async function changeBackingData(tfe: Tfe, id: string, action: BackingDataAction): Promise<void> {
  try {
    await tfe.configurationVersions.changeBackingData(id, action)
  } catch (error) {
    if (!ApiError.is(error, 404) || (await tfe.product()) !== 'HCP Terraform') throw error
    throw new InputError(
      [
        `\`hostname\` is ${tfe.http.host}, which is HCP Terraform, but this action works only with Terraform Enterprise. On HCP Terraform, the action ` +
          'configuration/archive discards the files of a configuration version'
      ],
      { cause: error }
    )
  }
}
