import type { Event } from './event.ts'

/** A file as a comparison shows it. Large and binary ones have no patch. */
export interface ComparedFile {
  readonly filename: string
  readonly status: string
  readonly previous_filename?: string
  readonly sha: string | null
  readonly patch?: string
}

/** Files that GitHub lists of a comparison at most: https://docs.github.com/en/rest/commits/commits#compare-two-commits */
const MAX_FILES = 300

/**
 * Whether the push that an event is of has changed what its pull request changes. GitHub keeps approvals where it has not, as after an empty commit or an
 * update of the branch. Also false where that is unknown.
 * https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-protected-branches/about-protected-branches
 */
export async function hasChangedDiff(
  { payload: { pull_request: pull, before, after } }: Event,
  compare: (base: string, head: string) => Promise<readonly ComparedFile[]>
): Promise<boolean> {
  const base = pull?.base?.sha
  if (base === undefined || before === undefined || after === undefined) return false
  const [earlier, later] = await Promise.all([compare(base, before), compare(base, after)])
  if (earlier.length >= MAX_FILES || later.length >= MAX_FILES) return false
  return textOf(earlier) !== textOf(later)
}

/** What a pull request itself changes: not the lines around that, and of a file without a patch nothing that its base may have changed as well. */
const textOf = (files: readonly ComparedFile[]): string =>
  JSON.stringify(
    files
      .map(({ filename, status, previous_filename: previous = '', patch, sha }) => [
        filename,
        status,
        previous,
        patch === undefined ? (status === 'added' ? (sha ?? '') : '') : changedLines(patch)
      ])
      .toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1))
  )

/** Only a line feed ends a line of a patch. A line may contain a carriage return or a line separator. */
const changedLines = (patch: string): string =>
  patch
    .split('\n')
    .filter(line => /^[+-]/.test(line))
    .join('\n')
