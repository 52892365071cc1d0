import type { ReportedRun } from '../report/comment-marker.ts'
import type { Report } from '../report/report.ts'
import { sameCommit } from '../run/marker.ts'
import type { Run } from '../tfe/resources/runs.ts'

/** What this step reports, as those that come later will read it. */
export function reportedBy(
  env: NodeJS.ProcessEnv,
  { commit, operation }: Report,
  run: Run,
  head: string,
  earlier: ReportedRun | undefined
): ReportedRun {
  const isQueued = env.GITHUB_EVENT_NAME === 'merge_group'
  return {
    // What was planned for review stays named when it is applied: an apply may be held against it again.
    reviewed: run.isPlanOnly && !isQueued && sameCommit(commit, head) ? run.id : (earlier?.reviewed ?? ''),
    run: run.id,
    kind: operation === 'apply' ? 'apply' : isQueued ? 'queue' : 'plan',
    // A merge queue plans the head, merged with what is before it in the queue.
    commit: isQueued ? head : commit,
    order: [Number(env.GITHUB_RUN_ID ?? 0), Number(env.GITHUB_RUN_NUMBER ?? 0), Number(env.GITHUB_RUN_ATTEMPT ?? 1)]
  }
}
