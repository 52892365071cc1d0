/** What only GraphQL can: https://docs.github.com/en/graphql/reference/mutations#unminimizecomment */
export const SHOW_COMMENT = 'mutation ($id: ID!) { unminimizeComment(input: { subjectId: $id }) { __typename } }'

/** https://docs.github.com/en/graphql/reference/objects#issuecomment */
export const COMMENT_STATE =
  'query ($id: ID!) { node(id: $id) { ... on IssueComment { isMinimized editor { __typename login } } } }'

/** Whether a comment is hidden, and who has changed it last: null where it is as it was created. */
export interface CommentNode {
  readonly node: {
    readonly isMinimized?: boolean
    readonly editor?: { readonly __typename: string; readonly login: string } | null
  } | null
}

/** What others did to a comment. */
export interface CommentState {
  /** Whether somebody else than the token's user or a bot has edited it last. */
  readonly isEdited: boolean
  /** Whether it is minimized: people see it only where they unfold it. */
  readonly isHidden: boolean
}
