import { getExecOutput } from '@actions/exec'

/** What git said, or why it could not say it, in its own words. */
type Said = { readonly stdout: string } | { readonly problem: string }

/** The first line of a commit's message. Undefined where there is no such commit, no repository, or no git. */
export async function commitSubject(directory: string, commit: string): Promise<string | undefined> {
  const subject = await output(directory, ['log', '--max-count=1', '--format=%s', commit, '--'])
  return subject === undefined || subject === '' ? undefined : subject
}

/**
 * The files that differ between two commits, from the top of the repository; `sinceFork` compares with where they parted. Git's own error where
 * it can't tell: a checkout may have one commit only.
 */
export async function changedFiles(
  directory: string,
  from: string,
  to: string,
  sinceFork: boolean
): Promise<{ readonly files: readonly string[] } | { readonly problem: string }> {
  const range = `${from}${sinceFork ? '...' : '..'}${to}`
  const said = await git(directory, ['diff', '--name-only', '--no-renames', '-z', range, '--'])
  return 'problem' in said ? said : { files: said.stdout.split('\0').filter(name => name !== '') }
}

/** What git printed. Undefined where it could not say it. */
async function output(directory: string, args: readonly string[]): Promise<string | undefined> {
  const said = await git(directory, args)
  return 'stdout' in said ? said.stdout.trim() : undefined
}

/** In a container, the checkout belongs to another user, and git refuses it unless it is named as safe. */
async function git(directory: string, args: readonly string[]): Promise<Said> {
  try {
    const { exitCode, stdout, stderr } = await getExecOutput('git', ['-c', `safe.directory=${directory}`, ...args], {
      cwd: directory,
      silent: true,
      ignoreReturnCode: true
    })
    return exitCode === 0 ? { stdout } : { problem: stderr.trim().split('\n')[0] ?? `git ended with ${exitCode}` }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
}

/** GitHub's own subject of the merge of a pull request that it makes for a workflow. */
const mergeSubject = ([base = '', head = '']: readonly string[]): string => `Merge ${head} into ${base}`

/**
 * The commit that is checked out; of the merge that GitHub makes of a pull request, the pull request's head. Anyone can write such a merge: whoever
 * relies on the commit compares it with the head that GitHub names.
 */
export async function checkedOutCommit(directory: string): Promise<string | undefined> {
  // Shallow checkouts hide a commit's parents, but not from `cat-file`.
  const [head, commit = ''] = [
    await output(directory, ['rev-parse', 'HEAD']),
    await output(directory, ['cat-file', 'commit', 'HEAD'])
  ]
  const [header = '', ...message] = commit.split('\n\n')
  const parents = Array.from(header.matchAll(/^parent ([0-9a-f]+)$/gm), ([, parent = '']) => parent)
  const isMerge = parents.length === 2 && message[0]?.split('\n', 1)[0] === mergeSubject(parents)
  return isMerge ? parents[1] : head
}
