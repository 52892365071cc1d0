import { describe, expect, test } from '@jest/globals'
import { serveGithub } from '../src/index.ts'
import { commentNode } from '../src/documents.ts'
import { HERE, octokit, refusal } from './client.ts'

const WHO = 'query { viewer { login databaseId __typename } }'

describe('who a token is', () => {
  test('GITHUB_TOKEN is not a user to REST, and the bot to GraphQL', async () => {
    await using github = await serveGithub({ permissions: {} })
    const client = octokit(github)
    expect(await refusal(client.rest.users.getAuthenticated())).toMatchObject({
      status: 403,
      data: { message: 'Resource not accessible by integration' }
    })
    const viewer = { login: 'github-actions[bot]', databaseId: 41_898_282, __typename: 'User' }
    expect(await client.graphql(WHO)).toEqual({ viewer })
  })

  test.each(['fine-grained', 'classic'] as const)('a %s token is its user to both', async kind => {
    await using github = await serveGithub()
    const client = octokit(github, github.token(kind, {}, 'releaser'))
    const { data } = await client.rest.users.getAuthenticated()
    expect(data).toMatchObject({ login: 'releaser', type: 'User' })
    expect(await client.graphql(WHO)).toMatchObject({ viewer: { login: 'releaser', databaseId: data.id } })
  })

  test("an app's token is its bot", async () => {
    await using github = await serveGithub()
    const client = octokit(github, github.token('installation', {}, 'planner[bot]'))
    expect(await client.graphql(WHO)).toMatchObject({ viewer: { login: 'planner[bot]' } })
  })

  test('on Enterprise Server', async () => {
    await using github = await serveGithub({ enterprise: true })
    expect(await octokit(github).graphql(WHO)).toMatchObject({ viewer: { login: 'github-actions[bot]' } })
    expect(github.journal.lines).toEqual(['POST /graphql'])
  })
})

describe('a comment', () => {
  const hide = `mutation Hide($comment: ID!) { # the newest stays
    done: minimizeComment(input: {subjectId: $comment, classifier: OUTDATED, clientMutationId: "# no comment"}) {
      minimizedComment { isMinimized minimizedReason }
    }
  }`

  test('names who has edited it last: a bot without its suffix', async () => {
    await using github = await serveGithub()
    github.addPullRequest()
    const comment = github.addComment(1, 'old')
    const client = octokit(github)
    const query =
      'query ($id: ID!) { node(id: $id) { ... on IssueComment { editor { __typename login } } ... on User { login } } }'
    const editor = () => client.graphql(query, { id: commentNode(comment) })
    expect(await editor()).toEqual({ node: { editor: null } })
    await client.rest.issues.updateComment({ ...HERE, comment_id: comment.id, body: 'new' })
    expect(await editor()).toEqual({ node: { editor: { __typename: 'Bot', login: 'github-actions' } } })
    github.editComment(comment, 'newer', 'mallory')
    expect(await editor()).toEqual({ node: { editor: { __typename: 'User', login: 'mallory' } } })
    expect(await refusal(client.graphql(query, { id: 'IC_x' }))).toMatchObject({
      message: expect.stringContaining('Could not resolve to a node')
    })
  })

  test('has a history, with the newest edit first, and with its creation once it was edited', async () => {
    await using github = await serveGithub()
    github.addPullRequest()
    const comment = github.addComment(1, 'old', { user: 'author', createdAt: '2026-01-01T00:00:00Z' })
    const query = `query ($id: ID!, $first: Int, $after: String) { node(id: $id) { ... on IssueComment { lastEditedAt includesCreatedEdit
      userContentEdits(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { editedAt editor { login } } } } } }`
    interface History {
      readonly lastEditedAt: string | null
      readonly userContentEdits: { readonly pageInfo: { readonly endCursor: string } }
    }
    const history = async (page: { first?: number; after?: string } = { first: 100 }) =>
      (await octokit(github).graphql<{ node: History }>(query, { id: commentNode(comment), ...page })).node
    const none = { totalCount: 0, nodes: [], pageInfo: { hasNextPage: false, endCursor: null } }
    expect(await history()).toEqual({ lastEditedAt: null, includesCreatedEdit: false, userContentEdits: none })
    github.editComment(comment, 'new', 'mallory', '2026-01-01T00:00:01Z')
    github.editComment(comment, 'newer', undefined, '2026-01-01T00:00:02Z')
    const nodes = [
      { editedAt: '2026-01-01T00:00:02Z', editor: null },
      { editedAt: '2026-01-01T00:00:01Z', editor: { login: 'mallory' } },
      { editedAt: '2026-01-01T00:00:00Z', editor: { login: 'author' } }
    ]
    expect(await history()).toMatchObject({
      lastEditedAt: '2026-01-01T00:00:02Z',
      includesCreatedEdit: true,
      userContentEdits: { totalCount: 3, nodes, pageInfo: { hasNextPage: false } }
    })
    const first = await history({ first: 2 })
    expect(first).toMatchObject({ userContentEdits: { nodes: nodes.slice(0, 2), pageInfo: { hasNextPage: true } } })
    const after = first.userContentEdits.pageInfo.endCursor
    expect(await history({ first: 2, after })).toMatchObject({
      userContentEdits: { nodes: nodes.slice(2), pageInfo: { hasNextPage: false } }
    })
    await expect(history({})).rejects.toThrow('You must provide a `first` or `last` value')
    await expect(history({ first: 101 })).rejects.toThrow('exceeds the `first` limit of 100 records')
  })

  test('is one of several nodes: those that do not exist are null', async () => {
    await using github = await serveGithub()
    github.addPullRequest()
    const ids = [1, 2].map(number => commentNode(github.addComment(1, `${number}`)))
    const nodes = (...of: readonly string[]) =>
      octokit(github).graphql('query ($ids: [ID!]!) { nodes(ids: $ids) { ... on IssueComment { body } } }', { ids: of })
    expect(await nodes(...ids)).toEqual({ nodes: [{ body: '1' }, { body: '2' }] })
    await expect(nodes(...ids, 'IC_none')).rejects.toMatchObject({
      data: { nodes: [{ body: '1' }, { body: '2' }, null] },
      errors: [{ type: 'NOT_FOUND', path: ['nodes', '2'] }]
    })
    await expect(nodes(...Array.from({ length: 101 }, () => 'IC_x'))).rejects.toThrow('more than 100 node ids')
  })

  test('that was deleted leaves who did it, and whose it was', async () => {
    await using github = await serveGithub()
    const { number } = github.addPullRequest()
    const query = (
      of = number
    ) => `{ repository(owner: "example", name: "infrastructure") { pullRequest(number: ${of}) {
      timelineItems(first: 100, itemTypes: [COMMENT_DELETED_EVENT]) { nodes { ... on CommentDeletedEvent {
        createdAt actor { __typename login } deletedCommentAuthor { __typename login } } } } } } }`
    github.deleteComment(
      github.addComment(number, 'old', { user: 'github-actions[bot]' }),
      'mallory',
      '2026-01-01T00:00:00Z'
    )
    const client = octokit(github)
    const own = github.addComment(number, 'new', { user: 'github-actions[bot]' })
    await client.rest.issues.deleteComment({ ...HERE, comment_id: own.id })
    const bot = { __typename: 'Bot', login: 'github-actions' }
    const mallory = { __typename: 'User', login: 'mallory' }
    expect(await client.graphql(query())).toEqual({
      repository: {
        pullRequest: {
          timelineItems: {
            nodes: [
              { createdAt: '2026-01-01T00:00:00Z', actor: mallory, deletedCommentAuthor: bot },
              { createdAt: expect.any(String), actor: bot, deletedCommentAuthor: bot }
            ]
          }
        }
      }
    })
    await expect(client.graphql(query(99))).rejects.toMatchObject({ errors: [{ type: 'NOT_FOUND' }] })
    const blind = octokit(github, github.token('installation', { contents: 'read' }))
    await expect(blind.graphql(query())).rejects.toMatchObject({ errors: [{ type: 'FORBIDDEN' }] })
  })

  test('is hidden and shown', async () => {
    await using github = await serveGithub()
    github.addPullRequest()
    const comment = github.addComment(1, 'old')
    const client = octokit(github)
    expect(await client.graphql(hide, { comment: commentNode(comment) })).toEqual({
      done: { minimizedComment: { isMinimized: true, minimizedReason: 'outdated' } }
    })
    expect(comment.minimized).toBe('outdated')
    const show = `mutation { unminimizeComment(input: {subjectId: "${commentNode(comment)}"}) { __typename } }`
    expect(await client.graphql(show)).toEqual({ unminimizeComment: { __typename: 'UnminimizeCommentPayload' } })
    expect(comment.minimized).toBeUndefined()
  })

  test('stays where the token may not write, or there is none', async () => {
    await using github = await serveGithub({ permissions: 'read-all' })
    github.addPullRequest()
    const comment = github.addComment(1, 'old')
    const client = octokit(github)
    await expect(client.graphql(hide, { comment: commentNode(comment) })).rejects.toMatchObject({
      data: { done: null },
      errors: [{ type: 'FORBIDDEN', path: ['done'], message: 'Resource not accessible by integration' }]
    })
    await expect(client.graphql(hide, { comment: 'IC_none' })).rejects.toMatchObject({
      errors: [{ type: 'NOT_FOUND' }]
    })
    expect(comment.minimized).toBeUndefined()
  })
})

test.each([
  ['query { viewer { shoeSize } }', /Field 'shoeSize' doesn't exist on type 'User'/],
  ['query { organization { id } }', /Field 'organization' doesn't exist on type 'Query'/],
  ['{ viewer }', /Field 'viewer' must have selections/],
  ['{ viewer { login { id } } }', /Field 'login' can't have selections/],
  ['{ viewer { ...User } }', /Expected on, actual: User/],
  ['{ viewer { login }', /Expected more, actual: \(end of file\)/],
  ['{ viewer { login } } { viewer { login } }', /Expected one operation/],
  ['subscription { viewer { login } }', /Expected an operation, actual: subscription/],
  ['', /Expected more/]
])('a query that is none, or more than is answered here, says so: %s', async (query, message) => {
  await using github = await serveGithub()
  await expect(octokit(github).graphql(query)).rejects.toThrow(message)
})
