import { createHash } from 'node:crypto'
import { fit } from './fit.ts'
import { blocksOf, leftOut } from './compose.ts'
import type { Report } from './report.ts'

/** What a comment on a pull request may have: https://github.com/orgs/community/discussions/41331 */
const LIMIT = 65_536

/** Which comment it is: one for each of these. A plan and its apply share theirs. */
export interface CommentKey {
  readonly hostname: string
  readonly organization: string
  readonly workspace: string
  readonly directory: string
  readonly mode: string
  readonly commentId: string | undefined
}

const MARKER = /^<!-- hcp-terraform-action key:([0-9a-f]{32}) run:([\w-]*) -->/

const hash = (key: CommentKey): string =>
  createHash('sha256')
    .update(
      JSON.stringify([key.hostname, key.organization, key.workspace, key.directory, key.mode, key.commentId ?? ''])
    )
    .digest('hex')
    .slice(0, 32)

/** The run that a comment reports, if the comment is the one of `key`. Undefined for any other comment. */
export function reportedRun(body: string, key: CommentKey): string | undefined {
  const [, found, run] = MARKER.exec(body) ?? []
  return found === hash(key) ? run : undefined
}

/** The body of the comment. `planned` is the run whose plan was reported for review, by its id. */
export function commentBody(report: Report, key: CommentKey, planned: string): string {
  const marker = `<!-- hcp-terraform-action key:${hash(key)} run:${planned} -->\n`
  // Characters as JavaScript counts them are at least as many as GitHub counts.
  const { text } = fit(blocksOf(report), LIMIT - marker.length, body => body.length, leftOut(report.runUrl))
  return marker + text
}
