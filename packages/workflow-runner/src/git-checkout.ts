import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** What `actions/checkout` knows of the commit that it checks out. */
export interface CheckedOut {
  readonly ref: string
  readonly sha: string
  /** The commits that a pull request's merge is of, first its base. */
  readonly parents: readonly string[]
  readonly message: string
}

const AUTHOR = 'GitHub <noreply@github.com> 1767225600 +0000'

/**
 * Makes a directory a repository whose HEAD is the commit of the run. Its hash is given, so another object takes its place:
 * https://git-scm.com/docs/git-replace. What came before it is not known, so the repository is shallow. Undefined where there is no git, or the
 * commit is none.
 */
export function makeRepository(directory: string, { ref, sha, parents, message }: CheckedOut): string | undefined {
  const git = (args: readonly string[], input = ''): string =>
    execFileSync('git', [...args], {
      cwd: directory,
      encoding: 'utf8',
      input,
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { PATH: process.env.PATH, HOME: directory, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' }
    }).trim()
  if (!/^[0-9a-f]{40}$/.test(sha)) return undefined
  try {
    git(['init', '--quiet'])
  } catch {
    return undefined
  }
  git(['add', '--all', '--force'])
  const tree = git(['write-tree'])
  const write = (name: string, text: string): void => {
    const file = path.join(directory, '.git', name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, `${text}\n`)
  }
  const lines = [
    `tree ${tree}`,
    ...parents.map(parent => `parent ${parent}`),
    `author ${AUTHOR}`,
    `committer ${AUTHOR}`
  ]
  const content = `${lines.join('\n')}\n\n${message}\n`
  write(`refs/replace/${sha}`, git(['hash-object', '-t', 'commit', '-w', '--stdin'], content))
  write('shallow', sha)
  if (ref.startsWith('refs/heads/')) {
    write(ref, sha)
    write('HEAD', `ref: ${ref}`)
  } else {
    // https://github.com/actions/checkout: of a pull request, its merge.
    if (ref.startsWith('refs/pull/')) write(ref.replace('refs/', 'refs/remotes/'), sha)
    write('HEAD', sha)
  }
  return sha
}
