import type { RunInputs } from '../inputs/run-inputs.ts'
import { placeOf, type RunOrigin } from '../run/marker.ts'
import { plannedCommit } from './planned-commit.ts'
import type { World } from './world.ts'

/** Which step of which workflow run this is. */
export async function originOfStep(
  world: World,
  { directory, matrix }: Pick<RunInputs, 'directory' | 'matrix'>
): Promise<RunOrigin> {
  const { env } = world
  return {
    repository: env.GITHUB_REPOSITORY,
    ...(await plannedCommit(world, directory)),
    workflowRun: Number(env.GITHUB_RUN_ID ?? 0),
    attempt: Number(env.GITHUB_RUN_ATTEMPT ?? 1),
    place: placeOf([env.GITHUB_JOB, matrix, env.GITHUB_ACTION]),
    step: crypto.randomUUID().slice(0, 8)
  }
}
