import { plural } from '../plural.ts'

/** Files of a pull request that GitHub lists: https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files */
const MAX_LISTED_FILES = 3_000

interface ListedFile {
  readonly filename: string
  readonly previous_filename?: string
}

/** The names of files, or why they are not all known. */
export type ListedFiles = { readonly files: readonly string[] } | { readonly problem: string }

/** The names of the files that a pull request lists, held against its own count. Not every server counts them. */
export function listedFiles(listed: readonly ListedFile[], count: number | undefined): ListedFiles {
  if (listed.length >= MAX_LISTED_FILES) return { problem: `GitHub lists at most ${MAX_LISTED_FILES} files` }
  if (count !== undefined && listed.length < count)
    return { problem: `GitHub lists ${listed.length} of ${plural(count, 'changed file')}` }
  // A file that moved affects the directory that it left, too.
  const names = ({ filename, previous_filename: previous }: ListedFile): readonly string[] =>
    previous === undefined ? [filename] : [filename, previous]
  return { files: listed.flatMap(names) }
}
