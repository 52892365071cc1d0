/** What only GraphQL can: https://docs.github.com/en/graphql/reference/mutations#unminimizecomment */
export const SHOW_COMMENT = 'mutation ($id: ID!) { unminimizeComment(input: { subjectId: $id }) { __typename } }'

/** https://docs.github.com/en/graphql/reference/objects#issuecomment */
export const COMMENT_STATE =
  'query ($id: ID!) { node(id: $id) { ... on IssueComment { isMinimized createdAt lastEditedAt editor { __typename login } } } }'

/** Whether a comment is hidden, and who has changed it last: null where it is as it was created. */
export interface CommentNode {
  readonly node: {
    readonly isMinimized?: boolean
    readonly createdAt?: string
    readonly lastEditedAt?: string | null
    readonly editor?: { readonly __typename: string; readonly login: string } | null
  } | null
}

/** What others did to a comment. */
export interface CommentState {
  /** Whether somebody else than the token's user or a bot has edited it last. */
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
    isEdited: editor !== null && editor?.__typename !== 'Bot' && editor?.login !== login,
    isHidden: node?.isMinimized !== false,
    lastChangedAt: secondsOf(node?.lastEditedAt ?? node?.createdAt ?? '')
  }
}

/** Seconds since 1970. NaN where the text is not a time. */
export const secondsOf = (time: string | number): number => Math.floor(new Date(time).getTime() / 1000)
