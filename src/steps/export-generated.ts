import type { Results } from '../github/results.ts'
import { readGenerated } from '../run/read-plan.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { temporaryFile } from './temporary-file.ts'
import type { World } from './world.ts'

export const GENERATED = ['generated-configuration-file'] as const

/** Writes the configuration that Terraform generated to a file, and gives it for the report. */
export async function exportGenerated(
  world: World,
  tfe: Tfe,
  run: Run,
  results: Results<(typeof GENERATED)[number]>
): Promise<string | undefined> {
  const text = await readGenerated(tfe, run, world.signal)
  if (text === undefined) world.log.info('Terraform generated no configuration.')
  else results.set('generated-configuration-file', await temporaryFile(world, 'generated', 'tf', text))
  return text
}
