import type { Event } from './event.ts'

/** A file as a comparison shows it. Large and binary ones have no patch. */
export interface ComparedFile {
  readonly filename: string
  readonly status: string
  readonly previous_filename?: string
  readonly sha: string | null
  readonly patch?: string
}

/** The files of a comparison. Undefined where it does not list them. */
export type Compared = readonly ComparedFile[] | undefined

/** Files that GitHub lists of a comparison at most: https://docs.github.com/en/rest/commits/commits#compare-two-commits */
const MAX_FILES = 300

/**
 * Whether the push that an event is of has changed what its pull request changes. GitHub keeps approvals where it has not, as after an empty commit or an
 * update of the branch. Also false where that is unknown. The event's `base.sha` may be older than what the branch was updated with.
 * https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-protected-branches/about-protected-branches
 */
export async function hasChangedDiff(
  { payload: { pull_request: pull, before, after } }: Event,
  changesSince: (branch: string, commits: readonly string[]) => Promise<readonly Compared[]>
): Promise<boolean> {
  const branch = pull?.base?.ref
  if (branch === undefined || before === undefined || after === undefined) return false
  const [earlier, later] = await changesSince(branch, [before, after])
  if (earlier === undefined || later === undefined) return false
  if (earlier.length >= MAX_FILES || later.length >= MAX_FILES) return false
  const files = new Map(earlier.map(file => [file.filename, file]))
  return earlier.length !== later.length || later.some(file => isChanged(files.get(file.filename), file))
}

/** Not by the lines around its own changes. Of a file without a patch its base may have changed the content as well, unless it is new. */
function isChanged(earlier: ComparedFile | undefined, later: ComparedFile): boolean {
  if (earlier?.status !== later.status || earlier.previous_filename !== later.previous_filename) return true
  if (earlier.patch !== undefined && later.patch !== undefined)
    return changedLines(earlier.patch) !== changedLines(later.patch)
  return later.status === 'added' && earlier.sha !== later.sha
}

/** Only a line feed ends a line of a patch. A line may contain a carriage return or a line separator. */
const changedLines = (patch: string): string =>
  patch
    .split('\n')
    .filter(line => /^[+-]/.test(line))
    .join('\n')
