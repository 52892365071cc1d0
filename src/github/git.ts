import { existsSync, realpathSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { getExecOutput } from '@actions/exec'
import { oneLine } from '../one-line.ts'

/** What git said, or why it could not say it, in its own words. */
type Said = { readonly stdout: string } | { readonly problem: string }

interface Commit {
  readonly parents: readonly string[]
  readonly subject: string
}

/** The first paragraph of a commit's message. Undefined where there is no such commit, no repository, or no git. */
export async function commitSubject(workspace: string, commit: string): Promise<string | undefined> {
  const read = await readCommit(repositoryOf(workspace, workspace), commit)
  return read === undefined || read.subject === '' ? undefined : read.subject
}

export const subjectOf = (message: string): string => oneLine(message.trim().split(/\n\s*\n/)[0] ?? '')

/**
 * The files that differ between two commits, from the top of the repository; `sinceFork` compares with where they parted. Git's own error where
 * it can't tell: a checkout may have one commit only.
 */
export async function changedFiles(
  workspace: string,
  from: string,
  to: string,
  sinceFork: boolean
): Promise<{ readonly files: readonly string[] } | { readonly problem: string }> {
  if (![from, to].every(commit => /^[0-9a-f]+$/.test(commit))) return { problem: `no commits: ${from}, ${to}` }
  const repository = repositoryOf(workspace, workspace)
  const parted = sinceFork ? await git(repository, ['merge-base', from, to]) : { stdout: from }
  if ('problem' in parted) return parted
  const said = await git(repository, ['diff-tree', '-r', '--name-only', '--no-renames', '-z', parted.stdout.trim(), to])
  return 'problem' in said ? said : { files: said.stdout.split('\0').filter(name => name !== '') }
}

/**
 * The commit that is checked out; of the merge that GitHub makes of a pull request, the pull request's head. Anyone can write such a merge: whoever
 * relies on the commit compares it with the head that GitHub names.
 */
export async function checkedOutCommit(directory: string, workspace: string): Promise<string | undefined> {
  const repository = repositoryOf(directory, workspace)
  const head = await headCommit(directory, workspace)
  if (head === undefined || 'problem' in head) return undefined
  // Shallow checkouts hide a commit's parents, but not from `cat-file`.
  const { parents = [], subject } = (await readCommit(repository, 'HEAD')) ?? {}
  const isMerge = parents.length === 2 && subject === mergeSubject(parents)
  return isMerge ? parents[1] : head.commit
}

/** The commit that is checked out, whatever it is, or why it can't be read. Undefined where there is no repository. */
export async function headCommit(
  directory: string,
  workspace: string
): Promise<{ readonly commit: string } | { readonly problem: string } | undefined> {
  const repository = repositoryOf(directory, workspace)
  if (repository === undefined) return undefined
  const head = await git(repository, ['rev-parse', 'HEAD'])
  return 'problem' in head ? head : { commit: head.stdout.trim() }
}

/** GitHub's own subject of the merge of a pull request that it makes for a workflow. */
const mergeSubject = ([base = '', head = '']: readonly string[]): string => `Merge ${head} into ${base}`

async function readCommit(repository: string | undefined, commit: string): Promise<Commit | undefined> {
  const said = await git(repository, ['cat-file', 'commit', commit])
  if ('problem' in said) return undefined
  const [header = '', message = ''] = said.stdout.split(/\n\n([^]*)/)
  return {
    parents: Array.from(header.matchAll(/^parent ([0-9a-f]+)$/gm), ([, parent = '']) => parent),
    subject: subjectOf(message)
  }
}

/**
 * The `.git` that a directory of the workspace belongs to. Git itself must not look for it: it also takes an ordinary folder for a repository, one
 * that has `HEAD`, `config` and `objects`, and runs programs that such a `config` names. No commit can hold an entry `.git`.
 */
function repositoryOf(directory: string, workspace: string): string | undefined {
  const top = resolve(real(workspace))
  // One that does not exist has no real path.
  let at = resolve(real(directory))
  const way = relative(top, at)
  if (way.startsWith('..') || isAbsolute(way)) return undefined
  while (at !== top && at !== dirname(at) && !existsSync(join(at, '.git'))) at = dirname(at)
  return existsSync(join(at, '.git')) ? join(at, '.git') : undefined
}

/** Where a path leads, through symbolic links. One that leads nowhere is as it is written. */
export function real(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

/**
 * Nothing of the job's environment, which holds the token, and no program: not to fetch what a partial clone lacks, not to watch files, not for the
 * sake of a hook. https://git-scm.com/docs/git#_environment_variables
 */
const SETTINGS = ['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'safe.bareRepository=explicit']
const ENVIRONMENT = {
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_NO_LAZY_FETCH: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0'
}
/** How to find programs and their libraries. */
const INHERITED = ['PATH', 'Path', 'SystemRoot', 'LD_LIBRARY_PATH']

async function git(repository: string | undefined, args: readonly string[]): Promise<Said> {
  if (repository === undefined) return { problem: 'not a git repository' }
  try {
    const { exitCode, stdout, stderr } = await getExecOutput(
      'git',
      [...SETTINGS.flatMap(setting => ['-c', setting]), `--git-dir=${repository}`, ...args],
      {
        cwd: dirname(repository),
        env: { ...ENVIRONMENT, ...inherited() },
        silent: true,
        ignoreReturnCode: true
      }
    )
    const [why = ''] = stderr.trim().split('\n')
    return exitCode === 0 ? { stdout } : { problem: why === '' ? `git ended with ${exitCode}` : why }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
}

const inherited = (): Record<string, string> =>
  Object.fromEntries(INHERITED.flatMap(name => (process.env[name] === undefined ? [] : [[name, process.env[name]]])))
