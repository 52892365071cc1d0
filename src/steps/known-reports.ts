import type { OwnComment } from '../github/own-comment.ts'
import type { PullRequests } from '../github/pull-request.ts'
import {
  outranks,
  readMarker,
  reportedFor,
  type CommentKey,
  type Commits,
  type ReportedRun
} from '../report/comment-marker.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { earlierReports, readReports, type EarlierReport } from './earlier-reports.ts'
import type { World } from './world.ts'

/** A report on a pull request, and what its marker says. Whoever may edit comments can write a marker. */
interface Found {
  readonly comment: OwnComment
  readonly reported: ReportedRun
  /** Whether this step has written it. */
  readonly isOwn: boolean
}

export interface KnownReport extends EarlierReport, Found {}

/** What this step has written last, in which comment. */
export interface Written {
  readonly id: number | undefined
  readonly reported: ReportedRun
}

/** The reports of a key: more than one only where two steps have created one at the same time, or one is forged. The newest first. */
export const reportsOf = (
  comments: readonly OwnComment[],
  key: CommentKey | string,
  written: Written | undefined
): readonly Found[] => comments.flatMap(comment => reportIn(comment, key, written) ?? []).toReversed()

function reportIn(comment: OwnComment, key: CommentKey | string, written: Written | undefined): Found | undefined {
  const reported = reportedFor(comment.body, key)
  if (reported === undefined) return undefined
  const { run, kind } = written?.reported ?? {}
  return { comment, reported, isOwn: comment.id === written?.id && reported.run === run && reported.kind === kind }
}

/** The same reports as they are now, with what GitHub says of who has edited them, and whether they are signed. Without those that are gone. */
export async function withStates(
  world: World,
  pulls: PullRequests,
  number: number,
  found: readonly Found[],
  { key, reviewKey, written }: ReportsOf
): Promise<readonly KnownReport[]> {
  const comments = found.map(({ comment }) => comment)
  const earlier = await earlierReports(world, pulls, number, comments, reviewKey)
  return earlier.flatMap(each => {
    const report = reportIn(each.comment, key, written)
    return report === undefined ? [] : [{ ...each, ...report }]
  })
}

/** Which reports are looked for, and with what. */
interface ReportsOf {
  readonly key: CommentKey | string
  readonly reviewKey: string | undefined
  readonly written: Written | undefined
}

/** Whether its text is of another user. Not where GitHub does not say it. */
export const isByOther = ({ state }: EarlierReport): boolean => state.isKnown && state.isEdited

/** Which reports are believed. It remembers which are not: what contradicts a signed report does so when that is replaced, too. */
export class Trust {
  readonly #doubted = new Set<number>()
  readonly #log: World['log']

  constructor(log: World['log']) {
    this.#log = log
  }

  /**
   * Finds the reports that another user has edited, or that are not signed and claim to be newer than a signed one. Warns where they claim to be newer
   * than what this step reports, too.
   */
  look(reports: readonly KnownReport[], reported: ReportedRun, commits: Commits): void {
    const signed = reports.filter(({ isSigned }) => isSigned)
    const isNewer = (report: KnownReport, other: ReportedRun): boolean =>
      outranks(report.reported, other, commits, 'strictly')
    for (const report of reports) {
      const { comment, isOwn, isSigned } = report
      if (isOwn || isSigned || this.#doubted.has(comment.id)) continue
      const isEdited = isByOther(report)
      if (!isEdited && !signed.some(other => isNewer(report, other.reported))) continue
      this.#doubted.add(comment.id)
      if (isNewer(report, reported)) this.#log.warning(isEdited ? edited(comment) : unsigned(comment))
    }
  }

  /** The newest of those that are believed most. */
  best(reports: readonly KnownReport[], commits: Commits): KnownReport | undefined {
    return reports.reduce<KnownReport | undefined>((one, other) => {
      if (one === undefined) return other
      const difference = this.#levelOf(other) - this.#levelOf(one)
      const isNewer = outranks(other.reported, one.reported, commits, 'strictly')
      // This step may have written in place of another report, and have left its own.
      const isSame = other.isOwn && other.reported.run === one.reported.run
      return difference > 0 || (difference === 0 && (isNewer || isSame)) ? other : one
    }, undefined)
  }

  #levelOf(report: KnownReport): number {
    if (report.isSigned) return 3
    if (isByOther(report)) return 0
    return this.#doubted.has(report.comment.id) ? 1 : 2
  }
}

const edited = ({ url }: OwnComment): string =>
  `Another user edited the comment ${url}, which says that it is a newer report. The action does not use it.`

const unsigned = ({ url }: OwnComment): string =>
  `The comment ${url} says that it is a newer report than the signed one, but has no valid signature. The action does not use it, and does not delete it, because a job without the key may have written it. Find out who did. While the comment exists, an apply with \`apply-only-if: reviewed\` is refused.`

/** Why a report may not be genuine. Undefined where it is: it is signed, or where no signature is expected, no other user has edited it. */
export function doubtOf(report: KnownReport, expectsSignature: boolean): string | undefined {
  if (report.isSigned) return undefined
  if (!report.state.isKnown) return 'GitHub does not say who edited it. Look at its history'
  if (report.state.isEdited) return 'another user edited it. Run the job again'
  return expectsSignature
    ? 'it has no valid signature of `review-key`. If a newer job wrote it, run that job again or push a commit. Otherwise, plan the change in a new pull request'
    : undefined
}

/** The marker of the report that shows a run. It is believed where no other user has edited the report, and no other report is of the same run. */
export async function reportOfRun(
  world: World,
  pulls: PullRequests,
  number: number,
  { id }: Run,
  reviewKey: string | undefined
): Promise<ReturnType<typeof readMarker>> {
  const { log } = world
  const reports = await readReports(world, pulls, number, reviewKey, body => readMarker(body)?.run === id)
  if (reports.length === 0) {
    log.info(`No comment to update: no comment of pull request #${number} shows the run ${id}.`)
    return undefined
  }
  const signed = reports.filter(({ isSigned }) => isSigned)
  const unedited = reports.filter(report => !isByOther(report))
  const markers = (signed.length > 0 ? signed : unedited).map(({ comment }) => readMarker(comment.body))
  if (new Set(markers.map(marker => marker?.key)).size === 1) return markers.at(-1)
  const urls = reports.map(({ comment }) => comment.url).join(', ')
  log.warning(
    markers.length === 0
      ? `No comment: another user edited the comment ${urls}, which shows the run ${id}. The report is in the summary of the job.`
      : `No comment: the run ${id} is named by several reports, and which one is genuine is not known: ${urls}. The report is in the summary of the job.`
  )
  return undefined
}
