/** A pull request as it is now. */
export interface PullRequest {
  readonly number: number
  readonly head: string
  /** What the base branch got, once it is merged. */
  readonly mergeCommit: string | undefined
  readonly isMerged: boolean
}

/** A pull request as it was at a time. */
export interface ReadPullRequest extends PullRequest {
  /** Seconds since 1970, by GitHub's clock. */
  readonly readAt: number
}

/** A pull request that is merged. */
export interface MergedPullRequest extends PullRequest {
  /** Seconds since 1970, by GitHub's clock. NaN where the server does not say it. */
  readonly mergedAt: number
}

/** Of the pull requests that a commit belongs to: the one that became this commit of this branch. */
export const isMergedAs =
  (commit: string, branch: string | undefined) =>
  ({ merged_at, merge_commit_sha, base }: Merged): boolean =>
    merged_at !== null && merge_commit_sha === commit && base.ref === branch

interface Merged {
  readonly merged_at: string | null
  readonly merge_commit_sha: string | null
  readonly base: { readonly ref: string }
}
