import type { Annotation } from './annotations.ts'
import type { EndedStep, JobEnd } from './job.ts'
import type { Conclusion } from './job-context.ts'
import type { Combination } from './matrix.ts'

/** GitHub shows so many annotations of a job. Source: https://github.com/orgs/community/discussions/26680 */
const ANNOTATIONS_OF_A_JOB = 50

/** One run of one job. A job with a matrix has one for each combination. */
export interface EndedJob {
  readonly id: string
  readonly name: string
  readonly matrix: Combination | undefined
  readonly conclusion: Conclusion
  readonly outputs: Readonly<Record<string, string>>
  readonly steps: readonly EndedStep[]
  readonly annotations: readonly Annotation[]
  readonly log: string
  /** The step with this id, or of this name. Throws when the job has none. */
  step(idOrName: string): EndedStep
}

export function endedJob(
  id: string,
  name: string,
  matrix: Combination | undefined,
  conclusion: EndedJob['conclusion'],
  { outputs, steps }: Pick<JobEnd, 'outputs' | 'steps'> = { outputs: {}, steps: [] }
): EndedJob {
  return {
    ...{ id, name, matrix, conclusion, outputs, steps },
    annotations: steps.flatMap(step => step.annotations).slice(0, ANNOTATIONS_OF_A_JOB),
    log: steps
      .map(step => step.log)
      .filter(log => log !== '')
      .join('\n'),
    step: idOrName => {
      const found = steps.find(step => step.id === idOrName || step.name === idOrName)
      if (!found)
        throw new Error(`Job '${name}' has no step '${idOrName}', only ${steps.map(step => step.name).join(', ')}`)
      return found
    }
  }
}
