import { wholeConnection, type Connection } from './whole-connection.ts'

/** What only GraphQL can: https://docs.github.com/en/graphql/reference/mutations#unminimizecomment */
export const SHOW_COMMENT = 'mutation ($id: ID!) { unminimizeComment(input: { subjectId: $id }) { __typename } }'

const ACTOR = '{ __typename login }'
const PAGE_INFO = 'pageInfo { hasNextPage endCursor }'

/**
 * https://docs.github.com/en/graphql/reference/objects#issuecomment with its edits. A revision that somebody removes from the history keeps its time
 * and editor: https://docs.github.com/en/communities/moderating-comments-and-conversations/tracking-changes-in-a-comment
 */
const STATE = `... on IssueComment {
  body isMinimized createdAt lastEditedAt editor ${ACTOR}
  userContentEdits(first: 100, after: $after) { ${PAGE_INFO} nodes { editedAt editor ${ACTOR} } }
}`
const COMMENT_STATES = `query ($ids: [ID!]!, $after: String) { nodes(ids: $ids) { ${STATE} } }`
/** https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api: as a page of a list. */
const MAX_NODES = 100

/** https://docs.github.com/en/graphql/reference/objects#commentdeletedevent */
const DELETED_COMMENTS = `query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) { pullRequest(number: $number) {
    timelineItems(first: 100, after: $after, itemTypes: [COMMENT_DELETED_EVENT]) {
      ${PAGE_INFO} nodes { ... on CommentDeletedEvent { createdAt actor ${ACTOR} deletedCommentAuthor ${ACTOR} } }
    }
  } }
}`

/** Sends a query with its variables. */
export type Query = <T>(query: string, variables: Readonly<Record<string, unknown>>) => Promise<T>

interface Actor {
  readonly __typename: string
  readonly login: string
}

interface Edit {
  readonly editedAt?: string
  readonly editor?: Actor | null
}

/** Whether a comment is hidden, and who has changed it: `editor` is null where it is as it was created, or the account doesn't exist any more. */
interface CommentNode {
  readonly body?: string
  readonly isMinimized?: boolean
  readonly createdAt?: string
  readonly lastEditedAt?: string | null
  readonly editor?: Actor | null
  readonly userContentEdits?: Connection<Edit> | null
}

interface DeletedComment {
  readonly createdAt?: string
  readonly actor?: Actor | null
  readonly deletedCommentAuthor?: Actor | null
}

interface Timeline {
  readonly repository: { readonly pullRequest: { readonly timelineItems?: Connection<DeletedComment> } | null } | null
}

/** What somebody else than the token's user did to a comment. */
export interface ForeignChange {
  /** Undefined where GitHub does not say it. */
  readonly by: string | undefined
  /** Seconds since 1970. NaN where GitHub does not say it. */
  readonly at: number
}

/** What others did to a comment. */
export interface CommentState {
  /** Its text, from the same answer as all else here. Undefined where GitHub does not say it. */
  readonly body: string | undefined
  /** Whether somebody else than the token's user has edited it last. */
  readonly isEdited: boolean
  /** Whether GitHub says who that is. */
  readonly isKnown: boolean
  /** All edits by others, also those that the token's user has written over. */
  readonly foreignEdits: readonly ForeignChange[]
  readonly createdAt: number
  /** Seconds since 1970 at which its text was written last, by whomever. NaN where the server does not say it. */
  readonly lastChangedAt: number
  /** Whether it is minimized: people see it only where they unfold it. */
  readonly isHidden: boolean
}

/**
 * What GitHub says of comments, in few requests: a pull request has one for each workspace. `login` is the token's user. What GitHub does not say counts
 * as done. Undefined for a comment that does not exist any more.
 */
export async function readStates(
  ask: Query,
  ids: readonly string[],
  login: () => Promise<string>
): Promise<readonly (CommentState | undefined)[]> {
  const states: (CommentState | undefined)[] = []
  for (let at = 0; at < ids.length; at += MAX_NODES) {
    const some = ids.slice(at, at + MAX_NODES)
    const nodes = await readNodes(ask, some)
    const user = await login()
    const read = some.map(async (id, index) => {
      const node = nodes[index]
      return node === 'gone' ? undefined : stateOf(ask, id, node, user)
    })
    states.push(...(await Promise.all(read)))
  }
  return states
}

interface Nodes {
  readonly nodes?: readonly (CommentNode | null)[] | null
}

async function readNodes(
  ask: Query,
  ids: readonly string[],
  after?: string
): Promise<readonly (CommentNode | 'gone' | null)[]> {
  const variables = { ids, ...(after !== undefined && { after }) }
  const { nodes, gone } = await ask<Nodes>(COMMENT_STATES, variables).then(
    answer => ({ ...answer, gone: new Set<number>() }),
    withoutMissing
  )
  return ids.map((_id, index) => (gone.has(index) ? 'gone' : (nodes?.[index] ?? null)))
}

/** An answer that names nodes which do not exist, and has the others: https://spec.graphql.org/October2021/#sec-Errors */
function withoutMissing(error: unknown): Nodes & { readonly gone: ReadonlySet<number> } {
  const { errors = [], data } = error as Partial<GraphqlFailure>
  const isMissing = ({ type, path }: GraphqlFailure['errors'][number]): boolean =>
    type === 'NOT_FOUND' && path?.[0] === 'nodes' && path.length === 2
  if (errors.length === 0 || !errors.every(isMissing)) throw error
  return { ...data, gone: new Set(errors.map(({ path }) => Number(path?.[1]))) }
}

/** As Octokit throws it. */
interface GraphqlFailure {
  readonly errors: readonly { readonly type?: string; readonly path?: readonly (string | number)[] }[]
  readonly data?: Nodes | null
}

async function stateOf(
  ask: Query,
  id: string,
  node: CommentNode | null | undefined,
  user: string
): Promise<CommentState> {
  const more = async (after: string) => {
    const [next] = await readNodes(ask, [id], after)
    return next === 'gone' ? undefined : next?.userContentEdits
  }
  const edits = await wholeConnection(node?.userContentEdits, more)
  const editor = node?.editor
  const isUnedited = node?.lastEditedAt === null
  const foreignEdits = (edits ?? (isUnedited ? [] : [null])).filter(edit => !isUser(edit?.editor, user))
  return {
    body: node?.body,
    isEdited: !(isUnedited && editor === null) && !isUser(editor, user),
    isKnown: node?.body !== undefined && node.lastEditedAt !== undefined && editor !== undefined,
    foreignEdits: foreignEdits.map(edit => ({ by: edit?.editor?.login, at: secondsOf(edit?.editedAt ?? '') })),
    isHidden: node?.isMinimized !== false,
    createdAt: secondsOf(node?.createdAt ?? ''),
    lastChangedAt: secondsOf(node?.lastEditedAt ?? node?.createdAt ?? '')
  }
}

/** The comments of the token's user that others have deleted from a pull request. Those whose author GitHub does not say count as well. */
export async function readDeletions(
  ask: Query,
  pull: { readonly owner: string; readonly repo: string; readonly number: number },
  login: () => Promise<string>
): Promise<readonly ForeignChange[]> {
  const read = async (after?: string) => {
    const { repository } = await ask<Timeline>(DELETED_COMMENTS, { ...pull, after })
    return repository?.pullRequest?.timelineItems
  }
  const deleted = (await wholeConnection(await read(), read)) ?? [null]
  const user = await login()
  return deleted
    .filter(
      each => !isUser(each?.actor, user) && (!each?.deletedCommentAuthor || isUser(each.deletedCommentAuthor, user))
    )
    .map(each => ({ by: each?.actor?.login, at: secondsOf(each?.createdAt ?? '') }))
}

/** Those of a time, and of later ones. One whose time is not known counts. */
export const changesSince = (changes: readonly ForeignChange[], time: number): readonly ForeignChange[] =>
  changes.filter(({ at }) => !(at < time))

const BOT_SUFFIX = /\[bot\]$/

/** Whether an actor is the user of a login. A bot's login has a suffix as a viewer's, and none as an editor's: https://docs.github.com/en/graphql/reference/objects#bot */
const isUser = (actor: Actor | null | undefined, login: string): boolean =>
  actor?.login !== undefined &&
  (actor.__typename === 'Bot') === login.endsWith('[bot]') &&
  actor.login.replace(BOT_SUFFIX, '') === login.replace(BOT_SUFFIX, '')

/** Seconds since 1970. NaN where the text is not a time. */
export const secondsOf = (time: string | number): number => Math.floor(new Date(time).getTime() / 1000)
