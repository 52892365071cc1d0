/** What only GraphQL can: https://docs.github.com/en/graphql/reference/mutations#unminimizecomment */
export const SHOW_COMMENT = 'mutation ($id: ID!) { unminimizeComment(input: { subjectId: $id }) { __typename } }'

/** https://docs.github.com/en/graphql/reference/objects#issuecomment */
export const COMMENT_EDITOR =
  'query ($id: ID!) { node(id: $id) { ... on IssueComment { editor { __typename login } } } }'

/** Who has changed a comment last: null where it is as it was created. */
export interface EditedComment {
  readonly node: { readonly editor?: { readonly __typename: string; readonly login: string } | null } | null
}
