import type { Read } from '../../github/inputs.ts'
import { Results } from '../../github/results.ts'
import { says } from '../../run/status.ts'
import { toJson } from '../../tfe/document.ts'
import { givenRunInputs, readGivenRun } from '../../steps/run-by-id.ts'
import { main } from '../main.ts'
import type { Outside } from '../../steps/world.ts'
import { RUN, tell } from '../../steps/follow-run.ts'

export const RUN_SHOW = ['run', ...RUN] as const

export const runShowInputs = (read: Read, env: NodeJS.ProcessEnv) => givenRunInputs(read, env, () => ({}))

/** Tells how a run stands. */
export const runShow = (outside?: Outside): Promise<void> =>
  main(async world => {
    const { run, url } = await readGivenRun(world, runShowInputs(world.read, world.env))
    const results = new Results(world.log, RUN_SHOW)
    results.set('run', toJson(run.resource))
    tell(results, run, url)
    world.log.info(`Run: ${says(run.status)}`)
  }, outside)
