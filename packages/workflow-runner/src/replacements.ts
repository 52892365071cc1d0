import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, globSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { makeRepository, type CheckedOut } from './git-checkout.ts'
import type { JobContext } from './job-context.ts'

/** What a substitute action works with. */
export interface ReplacementUse {
  readonly job: JobContext
  /** The directory that is used as the repository of the run. */
  readonly repository: string
  /** Where the artifacts of the run are, a directory each. */
  readonly artifacts: string
  readonly input: (name: string) => string
  readonly say: (text: string) => void
  readonly warn: (text: string) => void
}

/** A local replacement for an action that everybody uses. It returns its outputs, or throws what fails the step. */
export interface Replacement {
  readonly inputs: Readonly<Record<string, string>>
  readonly run: (use: ReplacementUse) => Readonly<Record<string, string>>
}

const none = (...names: readonly string[]) => Object.fromEntries(names.map(name => [name, '']))

/** Source: https://github.com/actions/checkout, /upload-artifact, /download-artifact: action.yml and README of each. */
export const REPLACEMENTS: Readonly<Record<string, Replacement>> = {
  'actions/checkout': {
    inputs: {
      ...none('repository', 'ref', 'token', 'path', 'clean', 'filter', 'sparse-checkout', 'fetch-depth', 'fetch-tags'),
      ...none('persist-credentials', 'lfs', 'submodules', 'show-progress', 'set-safe-directory', 'github-server-url')
    },
    run: checkout
  },
  'actions/upload-artifact': {
    inputs: {
      ...{
        name: 'artifact',
        path: '',
        'if-no-files-found': 'warn',
        overwrite: 'false',
        'include-hidden-files': 'false'
      },
      ...none('retention-days', 'compression-level')
    },
    run: upload
  },
  'actions/download-artifact': { inputs: none('name', 'path'), run: download }
}

/** The files of the repository as they are on disk, whatever `ref` says; what git ignores stays behind. They are the commit of the run. */
function checkout({ job, repository, input, say }: ReplacementUse): Record<string, string> {
  const wanted = input('repository')
  if (wanted !== '' && wanted.toLowerCase() !== String(job.github.repository).toLowerCase()) {
    throw new Error(`actions/checkout: this runner has no repository '${wanted}'`)
  }
  const target = path.resolve(job.workspace, input('path'))
  mkdirSync(target, { recursive: true })
  for (const file of filesOf(repository)) {
    cpSync(path.join(repository, file), path.join(target, file), { recursive: true, verbatimSymlinks: true })
  }
  say(`Copied ${repository}`)
  const commit = checkedOut(job)
  if (makeRepository(target, commit) !== undefined) say(`HEAD is now at ${commit.sha.slice(0, 7)} ${commit.message}`)
  return { ref: String(job.github.ref), commit: String(job.github.sha) }
}

/** A pull request is checked out as what merging it would give. Source: https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#pull_request */
function checkedOut({ github }: JobContext): CheckedOut {
  const { head_commit: pushed, pull_request: pull } = github.event as Payload
  const of = { ref: String(github.ref), sha: String(github.sha) }
  const [base, head] = [pull?.base?.sha, pull?.head?.sha]
  if (!of.ref.startsWith('refs/pull/') || base === undefined || head === undefined)
    return { ...of, parents: [], message: pushed?.message ?? 'Commit' }
  return { ...of, parents: [base, head], message: `Merge ${head} into ${base}` }
}

interface Payload {
  readonly head_commit?: { readonly message?: string } | null
  readonly pull_request?: { readonly base?: { readonly sha?: string }; readonly head?: { readonly sha?: string } }
}

function filesOf(directory: string): string[] {
  const inGit = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  try {
    const listed = execFileSync('git', inGit, { cwd: directory, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    return listed.split('\0').filter(file => file !== '' && existsSync(path.join(directory, file)))
  } catch {
    return readdirSync(directory).filter(name => name !== '.git')
  }
}

function upload({ job, artifacts, input, say, warn }: ReplacementUse): Record<string, string> {
  const name = input('name')
  const patterns = input('path')
    .split('\n')
    .flatMap(line => line.trim() || [])
  const files = matching(job.workspace, patterns, input('include-hidden-files') === 'true')
  if (files.length === 0) {
    const text = `No files were found with the provided path: ${patterns.join(', ')}. No artifacts will be uploaded.`
    if (input('if-no-files-found') === 'error') throw new Error(text)
    if (input('if-no-files-found') === 'warn') warn(text)
    return {}
  }
  const target = path.join(artifacts, name)
  if (existsSync(target)) {
    if (input('overwrite') !== 'true') throw new Error(`an artifact with the name '${name}' already exists`)
    rmSync(target, { recursive: true })
  }
  const root = rootOf(patterns.map(pattern => path.resolve(job.workspace, pattern)))
  for (const file of files) cpSync(file, path.join(target, path.relative(root, file)))
  say(`Artifact ${name}: ${files.length} ${files.length === 1 ? 'file' : 'files'}`)
  return { 'artifact-id': String(readdirSync(artifacts).indexOf(name) + 1) }
}

/** A pattern that begins with ! takes away from what those above it found. */
function matching(workspace: string, patterns: readonly string[], hidden: boolean): string[] {
  const found = new Set<string>()
  for (const pattern of patterns) {
    const away = pattern.startsWith('!')
    const matched = globSync(path.resolve(workspace, away ? pattern.slice(1) : pattern)).flatMap(filesUnder)
    for (const file of matched) {
      if (away) found.delete(file)
      else if (hidden || !/(^|\/)\./.test(path.relative(workspace, file))) found.add(file)
    }
  }
  return [...found]
}

function filesUnder(file: string): string[] {
  if (!statSync(file).isDirectory()) return [file]
  return readdirSync(file).flatMap(name => filesUnder(path.join(file, name)))
}

/** Paths in an artifact begin below what all search paths have in common. */
function rootOf(patterns: readonly string[]): string {
  const bases = patterns
    .filter(pattern => !pattern.startsWith('!'))
    .map(pattern => pattern.replace(/\/[^/]*[*?[{].*$/, ''))
    .map(base => (statSync(base, { throwIfNoEntry: false })?.isDirectory() ? base : path.dirname(base)).split('/'))
  const [first = [], ...others] = bases
  const shared = first.findIndex((part, index) => others.some(other => other[index] !== part))
  return (shared < 0 ? first : first.slice(0, shared)).join('/') || '/'
}

function download({ job, artifacts, input, say }: ReplacementUse): Record<string, string> {
  const target = path.resolve(job.workspace, input('path'))
  const name = input('name')
  if (name !== '' && !existsSync(path.join(artifacts, name))) {
    throw new Error(`Unable to download artifact(s): Artifact not found for name: ${name}`)
  }
  if (name !== '') cpSync(path.join(artifacts, name), target, { recursive: true })
  else
    for (const each of readdirSync(artifacts))
      cpSync(path.join(artifacts, each), path.join(target, each), { recursive: true })
  say(`Downloaded ${name || 'every artifact'}`)
  return { 'download-path': target }
}
