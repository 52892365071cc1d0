import { Hono } from 'hono'
import { commitOf, fileOf, pullRequestOf } from '../documents.ts'
import { endpoint, numberIn, type Env, type Exchange } from '../exchange.ts'
import { pageOf } from '../pages.ts'
import { found, Refusal } from '../refusal.ts'
import type { Comparison, PullRequest } from '../world.ts'

const REPOSITORY = '/repos/:owner/:repo'
const page = (anchor: string) => `/pulls/pulls#${anchor}`

/** The most files that a comparison shows, and that the list of a pull request's files goes on to. */
const FILES = { comparison: 300, pullRequest: 3000 }

export const pullRequests = new Hono<Env>()
  .get(`${REPOSITORY}/pulls`, endpoint(page('list-pull-requests'), 'read', 'pull-requests'), c => {
    const { state = 'open', head, base } = c.req.query()
    const { repository, site } = c.var
    const wanted = [...repository.pullRequests.values()].filter(
      pull =>
        (state === 'all' || pull.state === state) &&
        (base === undefined || pull.base.ref === base) &&
        // Without an owner before it, GitHub drops the filter and lists everything.
        (head?.includes(':') !== true || `${pull.head.repository.split('/')[0] ?? ''}:${pull.head.ref}` === head)
    )
    if (c.req.query('direction') !== 'asc') wanted.reverse()
    return c.json(pageOf(c, wanted).map(pull => pullRequestOf(site, repository, pull)))
  })
  .get(`${REPOSITORY}/pulls/:number`, endpoint(page('get-a-pull-request'), 'read', 'pull-requests'), c => {
    const pull = pullRequestIn(c)
    const { commits, files } = pull
    const written = [...c.var.repository.comments.values()].filter(({ number }) => number === pull.number)
    return c.json({
      ...pullRequestOf(c.var.site, c.var.repository, pull),
      merged: pull.mergedAt !== undefined,
      comments: written.length,
      commits: commits.length,
      changed_files: files.length
    })
  })
  .get(`${REPOSITORY}/pulls/:number/files`, endpoint(page('list-pull-requests-files'), 'read', 'pull-requests'), c => {
    const { files, head } = pullRequestIn(c)
    const shown = pageOf(c, files.slice(0, FILES.pullRequest))
    return c.json(shown.map(file => fileOf(c.var.site, c.var.repository, head.sha, file)))
  })
  .get(
    `${REPOSITORY}/commits/:commit/pulls`,
    endpoint('/commits/commits#list-pull-requests-associated-with-a-commit', 'read', 'pull-requests'),
    c => {
      const pulls = pageOf(c, associated(c, c.req.param('commit')))
      return c.json(pulls.map(pull => pullRequestOf(c.var.site, c.var.repository, pull)))
    }
  )
  .get(`${REPOSITORY}/compare/:basehead`, endpoint('/commits/commits#compare-two-commits', 'read', 'contents'), c => {
    const { repository, site } = c.var
    const [base = '', head = ''] = c.req.param('basehead').split('...')
    const { commits, files } = found(comparison(c, base, head))
    const onFirstPage = (c.req.query('page') ?? '1') === '1'
    return c.json({
      url: `${site.api}${c.req.path}`,
      base_commit: commitOf(site, repository, base),
      merge_base_commit: commitOf(site, repository, base),
      status: commits.length === 0 ? 'identical' : 'ahead',
      ahead_by: commits.length,
      behind_by: 0,
      total_commits: commits.length,
      commits: pageOf(c, commits, 250).map(sha => commitOf(site, repository, sha)),
      ...(onFirstPage
        ? { files: files.slice(0, FILES.comparison).map(file => fileOf(site, repository, head, file)) }
        : {})
    })
  })

function pullRequestIn(c: Exchange): PullRequest {
  return found(c.var.repository.pullRequests.get(numberIn(c, 'number')))
}

/**
 * Of a commit on the default branch the merged one that brought it, else the open and merged ones that it belongs to; a
 * branch may be named instead. https://docs.github.com/rest/commits/commits#list-pull-requests-associated-with-a-commit
 */
function associated(c: Exchange, commit: string): readonly PullRequest[] {
  const all = [...c.var.repository.pullRequests.values()]
  const brought = all.filter(
    ({ mergedAt, mergeCommitSha, commits }) =>
      mergedAt !== undefined && (mergeCommitSha === commit || commits.includes(commit))
  )
  if (brought.length > 0) return brought
  const belongs = all.filter(
    ({ head, state, mergedAt, commits }) =>
      (state === 'open' || mergedAt !== undefined) && (head.ref === commit || commits.includes(commit))
  )
  if (belongs.length === 0 && !/^[\da-f]{40}$/.test(commit) && commit !== c.var.repository.defaultBranch)
    throw new Refusal(422, `No commit found for SHA: ${commit}`)
  return belongs
}

function comparison(c: Exchange, base: string, head: string): Comparison | undefined {
  const { comparisons, pullRequests } = c.var.repository
  if (base === head) return { base, head, commits: [], files: [] }
  const known = comparisons.find(each => each.base === base && each.head === head)
  const pull = [...pullRequests.values()].find(
    each => names(each.base).includes(base) && [...names(each.head), ...each.commits].includes(head)
  )
  return known ?? (pull === undefined ? undefined : { base, head, commits: pull.commits, files: pull.files })
}

const names = ({ ref, sha }: { readonly ref: string; readonly sha: string }) => [ref, sha]
