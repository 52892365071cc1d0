import { Hono } from 'hono'
import { issueOf, pullRequestAsIssue, reactionOf } from '../documents.ts'
import { endpoint, numberIn, sent, type Env, type Exchange } from '../exchange.ts'
import { pageOf } from '../pages.ts'
import { found, invalid } from '../refusal.ts'
import { nextNumber, now, type Comment, type Issue } from '../world.ts'

const ISSUES = '/repos/:owner/:repo/issues'
const REACTIONS = `${ISSUES}/comments/:comment/reactions`
const page = (anchor: string) => `/issues/issues#${anchor}`
const CONTENTS = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes']

/** Issues, and the reactions to comments on them. https://docs.github.com/rest/issues/issues */
export const issues = new Hono<Env>()
  .get(ISSUES, endpoint(page('list-repository-issues'), 'read', 'issues', 'pull-requests'), c => {
    const { repository, site } = c.var
    const { state = 'open', labels = '', creator } = c.req.query()
    const wanted = labels.split(',').filter(label => label !== '')
    const all = [
      ...[...repository.issues.values()].map(issue => ({ issue, document: issueOf(site, repository, issue) })),
      ...[...repository.pullRequests.values()].map(pull => ({
        issue: { ...pull, labels: [] },
        document: pullRequestAsIssue(site, repository, pull)
      }))
    ].filter(
      ({ issue }) =>
        (state === 'all' || issue.state === state) &&
        (creator === undefined || issue.user.login === creator) &&
        wanted.every(label => issue.labels.some(each => each.toLowerCase() === label.toLowerCase()))
    )
    all.sort((a, b) => b.issue.number - a.issue.number)
    return c.json(pageOf(c, all).map(({ document }) => document))
  })
  .post(ISSUES, endpoint(page('create-an-issue'), 'write', 'issues'), async c => {
    const { repository, service, site, token } = c.var
    const { title, body, labels } = await sent(c)
    if (typeof title !== 'string' || title === '')
      throw invalid({ resource: 'Issue', code: 'missing_field', field: 'title' })
    const issue: Issue = {
      id: service.world.nextId(),
      number: nextNumber(repository),
      user: token.user,
      createdAt: now(),
      updatedAt: now(),
      title,
      body: typeof body === 'string' ? body : '',
      labels: labelsIn(labels),
      state: 'open'
    }
    repository.issues.set(issue.number, issue)
    const document = issueOf(site, repository, issue)
    return c.json(document, 201, { location: document.url })
  })
  .get(`${ISSUES}/:number{[0-9]+}`, endpoint(page('get-an-issue'), 'read', 'issues', 'pull-requests'), c =>
    c.json(issueOf(c.var.site, c.var.repository, issueIn(c)))
  )
  .patch(`${ISSUES}/:number{[0-9]+}`, endpoint(page('update-an-issue'), 'write', 'issues'), async c => {
    const issue = issueIn(c)
    const { title, body, labels, state } = await sent(c)
    if (state !== undefined && state !== 'open' && state !== 'closed')
      throw invalid({ resource: 'Issue', code: 'invalid', field: 'state' })
    if (typeof title === 'string') issue.title = title
    if (typeof body === 'string') issue.body = body
    if (labels !== undefined) issue.labels = labelsIn(labels)
    if (state !== undefined) issue.state = state
    issue.updatedAt = now()
    return c.json(issueOf(c.var.site, c.var.repository, issue))
  })
  .get(REACTIONS, endpoint('/reactions/reactions#list-reactions-for-an-issue-comment', 'read', 'issues'), c =>
    c.json(pageOf(c, commentIn(c).reactions).map(reaction => reactionOf(c.var.site, reaction)))
  )
  .post(
    REACTIONS,
    endpoint('/reactions/reactions#create-reaction-for-an-issue-comment', 'write', 'issues', 'pull-requests'),
    async c => {
      const { content } = await sent(c)
      if (typeof content !== 'string' || !CONTENTS.includes(content))
        throw invalid({ resource: 'Reaction', code: 'invalid', field: 'content' })
      const { reactions } = commentIn(c)
      const { service, site, token } = c.var
      // One of a kind from each person: a second one is the first.
      const existing = reactions.find(each => each.content === content && each.user === token.user)
      if (existing !== undefined) return c.json(reactionOf(site, existing), 200)
      const reaction = { id: service.world.nextId(), user: token.user, content, createdAt: now() }
      reactions.push(reaction)
      return c.json(reactionOf(site, reaction), 201)
    }
  )

const issueIn = (c: Exchange): Issue => found(c.var.repository.issues.get(numberIn(c, 'number')))
const commentIn = (c: Exchange): Comment => found(c.var.repository.comments.get(numberIn(c, 'comment')))

/** By their names, each as a text or in an object. */
const labelsIn = (labels: unknown): readonly string[] =>
  (Array.isArray(labels) ? (labels as readonly unknown[]) : []).map(label =>
    typeof label === 'string' ? label : String((label as { name?: unknown }).name)
  )
