import { RunFailed } from '../errors.ts'
import type { ConfigurationVersion, NewConfigurationVersion } from '../tfe/resources/configuration-versions.ts'

/**
 * Refuses a new version that is not the one that was asked for: without `speculative` or `provisional` an upload becomes the workspace's current
 * configuration at once, with `auto-queue-runs` it queues a run. What a server does not know it ignores without a word. The page's sample of the
 * answer shows all three, so that a value other than the API's default counts as ignored where it does not come back.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/configuration-versions#create-a-configuration-version
 */
export function refuseIgnored(wanted: NewConfigurationVersion, { id, resource }: ConfigurationVersion): void {
  const choices: Readonly<Record<string, { readonly asked: boolean; readonly preset: boolean }>> = {
    speculative: { asked: wanted.speculative, preset: false },
    provisional: { asked: wanted.provisional, preset: false },
    'auto-queue-runs': { asked: wanted.autoQueueRuns, preset: true }
  }
  const ignored = Object.entries(choices).flatMap(([attribute, { asked, preset }]) => {
    const shown = resource.attributes.value(attribute) ?? undefined
    if ((shown ?? preset) === asked) return []
    const has = shown === undefined ? 'does not show it' : `has ${JSON.stringify(shown)}`
    return [`\`${attribute}\`: asked for ${asked}, but the configuration version ${has}`]
  })
  if (ignored.length === 0) return
  throw new RunFailed(
    [
      `The service created the configuration version ${id} otherwise than it was asked to, and nothing was uploaded. Update Terraform Enterprise, or ask for nothing that this server does not know:`,
      ...ignored
    ].join('\n')
  )
}
