import { Hono } from 'hono'
import { commentNode, userOf } from '../documents.ts'
import { sent, type Env, type Exchange } from '../exchange.ts'
import { QueryError, readOperation, type Field } from '../query.ts'
import { notAccessible } from '../refusal.ts'
import { grants, sees } from '../tokens.ts'
import type { Comment, DeletedComment, PullRequest, User } from '../world.ts'

interface GraphqlError {
  readonly type?: string
  readonly path?: readonly string[]
  readonly extensions?: Readonly<Record<string, string>>
  readonly message: string
}

/** A value of a named type; a field that is a function is asked when it is selected. */
interface Typed {
  readonly __typename: string
  readonly [field: string]: unknown
}

/** Who a token is, by both APIs, and what only GraphQL can: hiding a comment, and saying who has edited it. */
export const viewer = new Hono<Env>()
  .get('/user', c => {
    c.set('page', '/users/users#get-the-authenticated-user')
    // An app is not a user: https://docs.github.com/rest/authentication/endpoints-available-for-github-app-installation-access-tokens
    if (c.var.token.kind === 'installation') throw notAccessible('installation')
    return c.json(userOf(c.var.site, c.var.token.user))
  })
  .post('/graphql', async c => {
    c.set('page', '')
    const { query, variables } = await sent(c)
    if (typeof query !== 'string')
      return c.json(problem({ message: 'A query attribute must be specified and must be a string.' }))
    try {
      const operation = readOperation(query, (variables ?? {}) as Record<string, unknown>)
      const errors: GraphqlError[] = []
      const data = select(
        operation.kind === 'query' ? queryRoot(c) : mutationRoot(c),
        operation,
        [operation.kind],
        errors
      )
      if (errors.some(({ extensions }) => extensions !== undefined)) return c.json({ errors })
      return c.json(errors.length === 0 ? { data } : { data, errors })
    } catch (error) {
      if (error instanceof QueryError) return c.json(problem({ message: error.message }))
      throw error
    }
  })

const problem = (error: GraphqlError) => ({ errors: [error] })

function queryRoot(c: Exchange): Typed {
  const { login, id, node_id, html_url, avatar_url } = userOf(c.var.site, c.var.token.user)
  // The schema says `viewer: User!`, so this is its type also where an app's bot asks.
  const user = { __typename: 'User', login, databaseId: id, id: node_id, url: html_url, avatarUrl: avatar_url }
  return {
    __typename: 'Query',
    viewer: user,
    node: ({ id: node }: Field['given']) => nodeOf(c, node),
    nodes: ({ ids }: Field['given']) => nodesOf(c, ids),
    repository: ({ owner: by, name }: Field['given']) => repositoryNode(c, String(by), String(name))
  }
}

/** An actor that is a bot has no `[bot]` in its login. */
const actorOf = (user: User | undefined): Typed | null =>
  user === undefined ? null : { __typename: user.type, login: user.login.replace(/\[bot\]$/, '') }

/** https://docs.github.com/graphql/reference/objects#issuecomment */
function nodeOf(c: Exchange, node: unknown): Typed {
  const comment = visible(c, node)
  const last = comment.edits.at(-1)
  // The newest first; a revision whose text somebody has removed stays in the list.
  const edits = comment.edits.toReversed().map(({ editedAt, editor }) => ({
    __typename: 'UserContentEdit',
    editedAt,
    editor: actorOf(editor)
  }))
  return {
    __typename: 'IssueComment',
    id: commentNode(comment),
    body: comment.body,
    createdAt: comment.createdAt,
    lastEditedAt: last?.editedAt ?? null,
    editor: actorOf(last?.editor),
    includesCreatedEdit: edits.length > 0,
    userContentEdits: (given: Field['given']) => connection('userContentEdits', 'UserContentEdit', edits, given),
    isMinimized: comment.minimized !== undefined
  }
}

/** Those that don't exist are null. */
function nodesOf(c: Exchange, ids: unknown): readonly (Typed | FieldError)[] {
  if (!Array.isArray(ids)) throw new QueryError("Field 'nodes' is missing required arguments: ids")
  if (ids.length > LONGEST_PAGE)
    throw new FieldError(
      'ARGUMENT_LIMIT',
      `You may not provide more than ${LONGEST_PAGE} node ids; you provided ${ids.length}.`
    )
  return ids.map(id => {
    try {
      return nodeOf(c, id)
    } catch (error) {
      if (error instanceof FieldError) return error
      throw error
    }
  })
}

/** https://docs.github.com/graphql/reference/objects#repository */
function repositoryNode(c: Exchange, owner: string, name: string): Typed {
  const repository = c.var.service.world.repository(owner, name)
  if (repository === undefined || !sees(c.var.token, repository))
    throw new FieldError('NOT_FOUND', `Could not resolve to a Repository with the name '${owner}/${name}'.`)
  return {
    __typename: 'Repository',
    name: repository.name,
    pullRequest: ({ number }: Field['given']) => {
      if (repository.private && !grants(c.var.token, 'pull-requests', 'read'))
        throw new FieldError('FORBIDDEN', notAccessible(c.var.token.kind).message)
      const pull = repository.pullRequests.get(Number(number))
      if (pull === undefined)
        throw new FieldError('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${String(number)}.`)
      const deleted = repository.deletedComments.filter(each => each.number === pull.number)
      return pullRequestNode(pull, deleted)
    }
  }
}

/** Of its timeline: https://docs.github.com/graphql/reference/objects#commentdeletedevent */
function pullRequestNode({ number, title }: PullRequest, deleted: readonly DeletedComment[]): Typed {
  const events = deleted.map(({ createdAt, actor, author }) => ({
    __typename: 'CommentDeletedEvent',
    createdAt,
    actor: actorOf(actor),
    deletedCommentAuthor: actorOf(author)
  }))
  const timelineItems = (given: Field['given']) => {
    const { itemTypes: types } = given
    if (JSON.stringify(types) !== '["COMMENT_DELETED_EVENT"]')
      throw new QueryError(
        `Of a timeline, only itemTypes: [COMMENT_DELETED_EVENT] is supported here, actual: ${JSON.stringify(types)}`
      )
    return connection('timelineItems', 'PullRequestTimelineItems', events, given)
  }
  return { __typename: 'PullRequest', number, title, timelineItems }
}

const LONGEST_PAGE = 100

/** A page of a list: https://docs.github.com/graphql/guides/using-pagination-in-the-graphql-api. Cursors are opaque. */
function connection(name: string, type: string, all: readonly Typed[], { first, after }: Field['given']): Typed {
  if (typeof first !== 'number')
    throw new FieldError(
      'MISSING_PAGINATION_BOUNDARIES',
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`
    )
  if (first > LONGEST_PAGE)
    throw new FieldError(
      'EXCESSIVE_PAGINATION',
      `Requesting ${first} records on the \`${name}\` connection exceeds the \`first\` limit of ${LONGEST_PAGE} records.`
    )
  const from = typeof after === 'string' ? Number(Buffer.from(after, 'base64').toString().slice(CURSOR.length)) : 0
  const nodes = all.slice(from, from + first)
  const end = from + nodes.length
  const endCursor = nodes.length === 0 ? null : Buffer.from(`${CURSOR}${end}`).toString('base64')
  const pageInfo = { __typename: 'PageInfo', hasNextPage: end < all.length, endCursor }
  return { __typename: `${type}Connection`, totalCount: all.length, nodes, pageInfo }
}
const CURSOR = 'cursor:v2:'

/** https://docs.github.com/graphql/reference/mutations#minimizecomment */
function mutationRoot(c: Exchange): Typed {
  const minimize = (hide: boolean) => (given: Readonly<Record<string, unknown>>) => {
    const { subjectId, classifier } = (given.input ?? {}) as { subjectId?: unknown; classifier?: unknown }
    const comment = writable(c, subjectId)
    comment.minimized = hide ? String(classifier).toLowerCase() : undefined
    const minimizedComment = {
      __typename: 'IssueComment',
      id: commentNode(comment),
      isMinimized: hide,
      minimizedReason: comment.minimized ?? null
    }
    return hide
      ? { __typename: 'MinimizeCommentPayload', minimizedComment }
      : { __typename: 'UnminimizeCommentPayload', unminimizedComment: minimizedComment }
  }
  return { __typename: 'Mutation', minimizeComment: minimize(true), unminimizeComment: minimize(false) }
}

class FieldError extends Error {
  override readonly name = 'FieldError'
  readonly type: string

  constructor(type: string, message: string) {
    super(message)
    this.type = type
  }
}

function visible(c: Exchange, node: unknown): Comment {
  for (const repository of c.var.service.world.repositories.values()) {
    const comment = [...repository.comments.values()].find(each => commentNode(each) === node)
    if (comment !== undefined && sees(c.var.token, repository)) return comment
  }
  throw new FieldError('NOT_FOUND', `Could not resolve to a node with the global id of '${String(node)}'`)
}

function writable(c: Exchange, node: unknown): Comment {
  const comment = visible(c, node)
  if (grants(c.var.token, 'issues', 'write') || grants(c.var.token, 'pull-requests', 'write')) return comment
  throw new FieldError('FORBIDDEN', notAccessible(c.var.token.kind).message)
}

/** What of a value was selected. A field that fails is null, and an error says why. */
function select(
  from: Typed,
  { fields }: Pick<Field, 'fields'>,
  path: readonly string[],
  errors: GraphqlError[]
): unknown {
  const chosen: Record<string, unknown> = {}
  for (const field of fields ?? []) {
    if (field.on !== undefined && field.on !== from.__typename) continue
    const here = [...path, field.as]
    if (!Object.hasOwn(from, field.name)) {
      const extensions = { code: 'undefinedField', typeName: from.__typename, fieldName: field.name }
      errors.push({
        path: here,
        extensions,
        message: `Field '${field.name}' doesn't exist on type '${from.__typename}'`
      })
      continue
    }
    try {
      chosen[field.as] = valueOf(from[field.name], field, here, errors)
    } catch (error) {
      if (!(error instanceof FieldError)) throw error
      chosen[field.as] = null
      errors.push({ type: error.type, path: here.slice(1), message: error.message })
    }
  }
  return chosen
}

function valueOf(value: unknown, field: Field, path: readonly string[], errors: GraphqlError[]): unknown {
  const resolved: unknown =
    typeof value === 'function' ? (value as (given: Field['given']) => unknown)(field.given) : value
  if (resolved === null) return null
  const isObject = typeof resolved === 'object'
  if (isObject !== (field.fields !== undefined))
    throw new QueryError(`Field '${field.name}' ${isObject ? 'must have selections' : "can't have selections"}`)
  if (Array.isArray(resolved))
    return (resolved as (Typed | FieldError)[]).map((each, at) => {
      const here = [...path, String(at)]
      if (!(each instanceof FieldError)) return select(each, field, here, errors)
      errors.push({ type: each.type, path: here.slice(1), message: each.message })
      return null
    })
  return isObject ? select(resolved as Typed, field, path, errors) : resolved
}
