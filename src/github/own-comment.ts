import { secondsOf } from './comment-queries.ts'

/** A comment that this token's user has written. */
export interface OwnComment {
  readonly id: number
  readonly nodeId: string
  readonly body: string
  readonly url: string
  /** Seconds since 1970. */
  readonly updatedAt: number
}

/** https://docs.github.com/en/rest/issues/comments */
interface Listed {
  readonly id: number | bigint
  readonly node_id: string
  readonly body?: string
  readonly html_url: string
  readonly updated_at: string
}

export const ownComment = ({ id, node_id: nodeId, body = '', html_url: url, updated_at: at }: Listed): OwnComment => ({
  id: Number(id),
  nodeId,
  body,
  url,
  updatedAt: secondsOf(at)
})
