import { getExecOutput } from '@actions/exec'

/** The first line of a commit's message. Undefined where there is no such commit, no repository, or no git. */
export async function commitSubject(directory: string, commit: string): Promise<string | undefined> {
  const subject = await git(directory, ['log', '--max-count=1', '--format=%s', commit, '--'])
  return subject?.trim() === '' ? undefined : subject?.trim()
}

/**
 * The files that differ between two commits, from the top of the repository; `sinceFork` compares with where they parted. Undefined where
 * git can't tell: a checkout may have one commit only.
 */
export async function changedFiles(
  directory: string,
  from: string,
  to: string,
  sinceFork: boolean
): Promise<readonly string[] | undefined> {
  const range = `${from}${sinceFork ? '...' : '..'}${to}`
  const names = await git(directory, ['diff', '--name-only', '--no-renames', '-z', range, '--'])
  return names?.split('\0').filter(name => name !== '')
}

async function git(directory: string, args: string[]): Promise<string | undefined> {
  try {
    const { exitCode, stdout } = await getExecOutput('git', args, {
      cwd: directory,
      silent: true,
      ignoreReturnCode: true
    })
    return exitCode === 0 ? stdout : undefined
  } catch {
    return undefined
  }
}

/** GitHub's own subject of the merge of a pull request that it makes for a workflow. */
const MERGE_SUBJECT = /^Merge [0-9a-f]{40,64} into [0-9a-f]{40,64}$/m

/** The commit that is checked out; of the merge that GitHub makes of a pull request, the pull request's head. */
export async function checkedOutCommit(directory: string): Promise<string | undefined> {
  // Shallow checkouts hide a commit's parents, but not from `cat-file`.
  const [head, commit = ''] = [
    await git(directory, ['rev-parse', 'HEAD']),
    await git(directory, ['cat-file', 'commit', 'HEAD'])
  ]
  const parents = Array.from(commit.matchAll(/^parent ([0-9a-f]+)$/gm), ([, parent]) => parent)
  const isMerge = parents.length === 2 && MERGE_SUBJECT.test(commit.slice(commit.indexOf('\n\n')))
  return isMerge ? parents[1] : head?.trim()
}
