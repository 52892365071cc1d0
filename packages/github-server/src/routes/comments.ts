import { Hono } from 'hono'
import { commentOf } from '../documents.ts'
import { endpoint, numberIn, sent, type Env, type Exchange } from '../exchange.ts'
import { pageOf } from '../pages.ts'
import { found, invalid, Refusal } from '../refusal.ts'
import { deleteComment, editComment, now, type Comment, type PullRequest } from '../world.ts'

/**
 * Characters are code points. GitHub promises these; it takes up to 262,144 bytes of UTF-8 by now and still says so.
 * https://docs.github.com/rest/issues/comments
 */
const LONGEST = 65_536

const ISSUE = '/repos/:owner/:repo/issues/:number/comments'
const COMMENT = '/repos/:owner/:repo/issues/comments/:comment'
const page = (anchor: string) => `/issues/comments#${anchor}`

/** Every pull request is an issue; there are no other issues here. */
export const comments = new Hono<Env>()
  .get(ISSUE, endpoint(page('list-issue-comments'), 'read', 'issues', 'pull-requests'), c => {
    const { number } = pullRequestIn(c)
    const since = Date.parse(c.req.query('since') ?? '')
    const all = [...c.var.repository.comments.values()].filter(
      comment => comment.number === number && !(Date.parse(comment.updatedAt) < since)
    )
    return c.json(pageOf(c, all).map(comment => commentOf(c.var.site, c.var.repository, comment)))
  })
  .post(ISSUE, endpoint(page('create-an-issue-comment'), 'write', 'issues', 'pull-requests'), async c => {
    const { repository, service, site, token } = c.var
    const { number, locked } = pullRequestIn(c)
    if (locked) throw new Refusal(403, 'Unable to create comment because issue is locked.')
    const at = now()
    const comment: Comment = {
      id: service.world.nextId(),
      number,
      user: token.user,
      viaApp: token.kind === 'installation',
      body: await bodyIn(c),
      reactions: [],
      edits: [],
      createdAt: at,
      updatedAt: at,
      minimized: undefined
    }
    repository.comments.set(comment.id, comment)
    const document = commentOf(site, repository, comment)
    return c.json(document, 201, { location: document.url })
  })
  .get(COMMENT, endpoint(page('get-an-issue-comment'), 'read', 'issues', 'pull-requests'), c =>
    c.json(commentOf(c.var.site, c.var.repository, commentIn(c)))
  )
  .patch(COMMENT, endpoint(page('update-an-issue-comment'), 'write', 'issues', 'pull-requests'), async c => {
    const comment = commentIn(c)
    editComment(comment, await bodyIn(c), c.var.token.user, now())
    return c.json(commentOf(c.var.site, c.var.repository, comment))
  })
  .delete(COMMENT, endpoint(page('delete-an-issue-comment'), 'write', 'issues', 'pull-requests'), c => {
    deleteComment(c.var.repository, commentIn(c), c.var.token.user, now())
    return c.body(null, 204)
  })

function pullRequestIn(c: Exchange): PullRequest {
  return found(c.var.repository.pullRequests.get(numberIn(c, 'number')))
}

/** Anybody's: who may write may also edit what others wrote. */
function commentIn(c: Exchange): Comment {
  return found(c.var.repository.comments.get(numberIn(c, 'comment')))
}

async function bodyIn(c: Exchange): Promise<string> {
  const { body } = await sent(c)
  if (typeof body !== 'string') throw new Refusal(422, `Invalid request.\n\n"body" wasn't supplied.`)
  if (body.trim() === '') throw invalid({ resource: 'IssueComment', code: 'missing_field', field: 'body' })
  if (body.length > LONGEST && Array.from(body).length > LONGEST)
    throw invalid({
      resource: 'IssueComment',
      code: 'unprocessable',
      field: 'data',
      message: `Body is too long (maximum is ${LONGEST} characters)`
    })
  return body
}
