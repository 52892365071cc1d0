import type { ReadPrint, ReviewedFiles, Unreadable } from '../run/review.ts'
import type { Review } from '../run/signed-reviews.ts'
import { someOf, uncomparedIn } from '../run/uncompared.ts'
import type { World } from './world.ts'

type Files = Pick<Review, 'files' | 'checkout'>

/** Whether the files that would be applied are those that were planned for review. */
export function compareFiles({ env }: Pick<World, 'env'>, planned: Files, applied: Files): ReviewedFiles {
  if (planned.files !== undefined && planned.files === applied.files) return 'same'
  if (planned.files === undefined) return { missing: `${UNKNOWN}, because the signed report has no digest of them` }
  if (applied.files === undefined) return { missing: `${UNKNOWN}, because this step did not upload them` }
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = env
  const isLinked = [server, repository, planned.checkout, applied.checkout].every(part => part !== undefined)
  const changes = `${CHANGES}: ${server}/${repository}/compare/${planned.checkout}..${applied.checkout}`
  return { missing: DIFFERENT, ...(isLinked && { changes }) }
}

const UNKNOWN = "The action can't tell whether the files of the configuration are those of the reviewed plan"
const DIFFERENT =
  "The files of the configuration, or the workspace's working directory, differ from those of the reviewed plan"
const CHANGES = 'See what changed between the commits that were checked out'
const REVIEW = 'A plan does not show everything that a file decides, so review the changed files'
const SAME = 'The files of the configuration are those of the reviewed plan'
const ELSEWHERE = 'Things that are in no file, such as the values of ephemeral variables, can still differ'

/**
 * Logs what the comparison of the plans leaves open. Gives why that can't be logged: the author of the configuration may make the words of a notice
 * a secret, and the log hides secrets.
 */
export function tellUncompared(
  { log }: Pick<World, 'log'>,
  [reviewed, planned]: readonly [ReadPrint, ReadPrint],
  files: ReviewedFiles
): Unreadable | undefined {
  const uncompared = uncomparedIn(planned, reviewed)
  if (files === 'same' && uncompared === undefined) {
    log.info(`${SAME}.`)
    return undefined
  }
  const { sentence, names = [] } = uncompared ?? {}
  const sentences = [...(files === 'same' ? [SAME, ELSEWHERE] : [files.missing, REVIEW]), sentence]
  const fixed = sentences.filter(each => each !== undefined).join('. ')
  const changes = files === 'same' || files.changes === undefined ? '' : `. ${files.changes}`
  const text = `${fixed}${names.length === 0 ? '' : `: ${someOf(names)}`}${changes}`
  if (!log.clean(text).startsWith(fixed)) return UNSAYABLE
  log.notice(text)
  // The notice may have no room for all of them, and a line may be hidden by a secret.
  if (names.length > 0) log.info(['`apply-only-if: reviewed` did not fully compare:', ...names].join('\n'))
  return undefined
}

const UNSAYABLE = {
  missing:
    "A sensitive value is equal to words of the notice about files and parts that the action can't compare, so the log would hide them. Change the value, or don't mark it as sensitive"
}
