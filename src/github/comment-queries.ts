/** What only GraphQL can: https://docs.github.com/en/graphql/reference/mutations#unminimizecomment */
export const SHOW_COMMENT = 'mutation ($id: ID!) { unminimizeComment(input: { subjectId: $id }) { __typename } }'

/** https://docs.github.com/en/graphql/reference/objects#issuecomment */
export const COMMENT_STATE =
  'query ($id: ID!) { node(id: $id) { ... on IssueComment { isMinimized createdAt lastEditedAt editor { __typename login } } } }'

interface Editor {
  readonly __typename: string
  readonly login: string
}

/** Whether a comment is hidden, and who has changed it last: null where it is as it was created. */
export interface CommentNode {
  readonly node: {
    readonly isMinimized?: boolean
    readonly createdAt?: string
    readonly lastEditedAt?: string | null
    readonly editor?: Editor | null
  } | null
}

/** What others did to a comment. */
export interface CommentState {
  /** Whether somebody else than the token's user has edited it last. */
  readonly isEdited: boolean
  /** Seconds since 1970 at which its text was written last, by whomever. NaN where the server does not say it. */
  readonly lastChangedAt: number
  /** Whether it is minimized: people see it only where they unfold it. */
  readonly isHidden: boolean
}

/** What a comment's node says; `login` is the token's user. What it does not say counts as done. */
export function stateOfNode(node: CommentNode['node'], login: string): CommentState {
  const editor = node?.editor
  return {
    isEdited: editor !== null && !(editor !== undefined && isUser(editor, login)),
    isHidden: node?.isMinimized !== false,
    lastChangedAt: secondsOf(node?.lastEditedAt ?? node?.createdAt ?? '')
  }
}

const BOT_SUFFIX = /\[bot\]$/

/** Whether an actor is the user of a login. A bot's login has a suffix as a viewer's, and none as an editor's: https://docs.github.com/en/graphql/reference/objects#bot */
const isUser = ({ __typename: type, login: name }: Editor, login: string): boolean =>
  (type === 'Bot') === login.endsWith('[bot]') && name.replace(BOT_SUFFIX, '') === login.replace(BOT_SUFFIX, '')

/** Seconds since 1970. NaN where the text is not a time. */
export const secondsOf = (time: string | number): number => Math.floor(new Date(time).getTime() / 1000)
