import { afterAll, expect, test } from '@jest/globals'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import { InputError } from '../../src/errors.ts'
import { ACTIONS } from '../every-action.ts'

const root = join(import.meta.dirname, '..', '..')
const directory = mkdtempSync(join(tmpdir(), 'inputs-'))
afterAll(() => rmSync(directory, { recursive: true }))
writeFileSync(join(directory, 'file'), '')

type Given = Readonly<Record<string, string>>

/** Wrong values by input: each is tried in every action that declares the input, the others at their defaults. */
const WRONG: Readonly<Record<string, readonly (string | Given)[]>> = {
  token: ['', 'half of a token'],
  hostname: ['ftp://x', 'http://tfe.example.com', 'https://tfe.example.com?a=b', 'https://app.terraform.io/app/acme'],
  'ca-certificate': ['/etc/ca.pem'],
  organization: ['', 'a/b', { organization: 'acme', 'state-version-id': 'sv-1' }],
  workspace: [
    '',
    'a b',
    'https://app.terraform.io/app/acme/workspaces/web',
    { workspace: 'web', 'state-version-id': 'sv-1' }
  ],
  operation: ['', 'aply', 'destroy', 'refresh'],
  mode: ['harder'],
  refresh: ['no', { refresh: 'false', mode: 'refresh-only' }],
  'allow-empty-apply': ['yes', 'true'],
  'expect-no-changes': ['1', { 'expect-no-changes': 'true', operation: 'apply' }],
  'terraform-version': [{ 'terraform-version': '1.11.0', operation: 'apply' }],
  supersede: ['no'],
  wait: ['no'],
  summary: ['no'],
  directory: [{ directory: '.', 'configuration-version-id': 'cv-1' }],
  replace: [{ replace: 'a.b', mode: 'destroy' }],
  'apply-only-if': [
    'approved',
    'reviewed',
    { 'apply-only-if': 'same-files', operation: 'apply' },
    { 'apply-only-if': 'no-destroys', operation: 'apply', mode: 'destroy' },
    { 'apply-only-if': 'no-destroys', operation: 'apply', mode: 'refresh-only' }
  ],
  'review-key': ['short', { 'review-key': 'x'.repeat(32), 'pull-request-comment': 'never' }],
  'reviewed-sensitive-values': ['allow', 'ignore'],
  timeout: ['30', { timeout: '1h', wait: 'false' }],
  'queue-timeout': [
    '1 hour',
    { 'queue-timeout': '1h', wait: 'false' },
    { 'queue-timeout': '0s', operation: 'plan' },
    { 'queue-timeout': '0s', operation: 'save-plan' }
  ],
  'on-timeout': ['stop', { 'on-timeout': 'leave', wait: 'false' }],
  'on-cancel': ['stop'],
  'output-prefix': ['a.b', { 'output-prefix': 'a', wait: 'false' }],
  'sensitive-outputs': ['show', { 'sensitive-outputs': 'mask', wait: 'false' }],
  'pull-request-comment': ['sometimes', { 'pull-request-comment': 'on-changes', wait: 'false' }],
  'comment-id': [
    { 'comment-id': 'a', 'pull-request-comment': 'never' },
    { 'comment-id': 'a', wait: 'false' }
  ],
  'github-token': [''],
  'pull-request-number': ['seven', { 'pull-request-number': '7', 'pull-request-comment': 'never' }],
  variables: ['nonsense', 'a = 1\na = 2', 'a = [1,', 'a = [1,]', 'a = "b', '{ a = 1 }', '{"a b": 1}'],
  'environment-variables': ['nonsense', '{"A": [1]}', 'a-b = 1'],
  'sensitive-run-variables': [{ 'sensitive-run-variables': 'a', 'environment-variables': 'false' }],
  'sensitive-variables': [{ 'sensitive-variables': 'a = 1', variables: 'a = 1' }, 'a = b\nc=='],
  'sensitive-environment-variables': [
    { 'sensitive-environment-variables': 'A = 1', 'environment-variables': 'A = 1' },
    'a-b = 1'
  ],
  'configuration-version-id': ['', 'cv/1'],
  'run-id': ['', 'https://example.com/run-1', { 'run-id': 'run-1', 'configuration-version-id': 'cv-1' }],
  'state-version-id': ['sv/1'],
  path: ['', '.', 'file', 'file/below'],
  extract: ['zip', { extract: 'true', path: '.' }, { extract: 'true', path: '' }],
  format: ['xml'],
  limit: ['0', '1001', 'all'],
  status: ['finalised'],
  include: ['outputs'],
  body: [''],
  comment: [
    '',
    { comment: 'why', operation: 'plan' },
    { comment: 'why', operation: 'save-plan' },
    { comment: 'why', operation: 'apply', wait: 'false' }
  ],
  force: ['yes'],
  lock: ['no'],
  'lock-id': [' x y', { 'lock-id': '00000000-0000-4000-8000-000000000000', force: 'true' }],
  release: ['later'],
  speculative: ['no'],
  provisional: [{ provisional: 'true', speculative: 'true' }],
  'auto-queue-runs': ['no'],
  'exclude-local': ['no'],
  'changed-only': ['no'],
  'shared-paths': ['modules'],
  tags: ['=a', 'a=1\na=2'],
  'execution-mode': ['cloud', 'agent'],
  'agent-pool': ['pool'],
  'auto-apply': ['no'],
  'auto-destroy-at': [
    'tomorrow',
    '2027-02-31T99:00:00Z',
    { 'auto-destroy-at': '2027-01-31T18:00:00Z', 'auto-destroy-after': '14d' }
  ],
  'auto-destroy-after': ['two weeks'],
  'from-workspace': ['web']
}

const VALID: Given = {
  token: 't0ken',
  organization: 'acme',
  workspace: 'web',
  'run-id': 'run-1',
  'configuration-version-id': 'cv-1',
  path: 'new',
  body: 'text',
  comment: 'why'
}

interface Declared {
  readonly default?: string
}
interface Metadata {
  readonly inputs?: Readonly<Record<string, Declared>>
}

/** Each error that an input of an action can cause. */
function errors(): readonly (readonly [action: string, name: string, problem: string])[] {
  return globSync('{,*/,*/*/}action.yml', { cwd: root })
    .toSorted()
    .flatMap(path => {
      const folder = dirname(path).replaceAll('\\', '/')
      const metadata = parse(readFileSync(join(root, path), 'utf8')) as Metadata
      const declared = Object.entries(metadata.inputs ?? {})
      const known = new Map(declared.map(([name, input]) => [name, input.default ?? '']))
      const isOne = (name: string) => name === 'state-version-id' || name === 'configuration-version-id'
      const base = (name: string): string =>
        isOne(name) && (folder === '.' || folder === 'configuration/download') ? '' : (VALID[name] ?? '')
      return declared.flatMap(([name]) =>
        (WRONG[name] ?? []).flatMap(wrong => {
          const given = typeof wrong === 'string' ? { [name]: wrong } : wrong
          if (!Object.keys(given).every(each => known.has(each))) return []
          const read = (each: string): string =>
            given[each] ?? (known.get(each) === '' ? undefined : known.get(each)) ?? base(each)
          return problemsOf(folder, read).map(problem => [folder, name, problem] as const)
        })
      )
    })
}

function problemsOf(folder: string, read: (name: string) => string): readonly string[] {
  try {
    ACTIONS[folder]?.inputs(read, { GITHUB_WORKSPACE: directory })
    return []
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    return error.problems.map(problem => problem.replaceAll(directory, 'CHECKOUT'))
  }
}

/** Each error that an input of an action causes by one of these values. */
const errorsOf = (values: readonly string[]): readonly string[] =>
  Object.keys(ACTIONS).flatMap(folder => {
    const metadata = parse(readFileSync(join(root, folder, 'action.yml'), 'utf8')) as Metadata
    const declared = Object.entries(metadata.inputs ?? {})
    return declared.flatMap(([name]) =>
      values.flatMap(value => {
        const given = new Map(declared.map(([each, input]) => [each, input.default ?? VALID[each] ?? '']))
        return problemsOf(folder, each => (each === name ? value : (given.get(each) ?? '')))
      })
    )
  })

const all = errors()
const distinct = [...new Set(all.map(([, , problem]) => problem))].toSorted()

test('every wrong value is refused in some action', () => {
  const refused = new Set(all.map(([, name]) => name))
  expect(Object.keys(WRONG).filter(name => !refused.has(name))).toEqual([])
})

test('each error is a sentence about its input: what is wrong, what is allowed or what to do', () => {
  const sentence = /^`[\w-]+` (must|is missing[.,] |has no effect with|can't be|is only for|has the sensitive).+\.$/s
  expect(distinct.filter(problem => !sentence.test(problem))).toEqual([])
})

test('the errors, to read from top to bottom', () => {
  expect(distinct).toMatchSnapshot()
})

const PASSWORDS = [
  'hunter2',
  'swordfish',
  'hunter2/swordfish',
  '/app/hunter2',
  ':/organizations/hunter2/swordfish',
  'hunter2?swordfish',
  'hunter2#/app/swordfish'
]
const SIGNS = ['@', '%40', '\uff20']
const PAGE = 'app.terraform.io/app/acme/workspaces/web/runs/run-1'

test('no error repeats a user or a password of an address, or its query', () => {
  const users = PASSWORDS.flatMap(password => SIGNS.flatMap(sign => [`user:${password}${sign}`, `${password}${sign}`]))
  const addresses = users.flatMap(user =>
    ['https://', 'https:\\\\', 'ftp://', '//', ''].map(scheme => `${scheme}${user}${PAGE}`)
  )
  const queries = [
    '?token=hunter2',
    '?user=a@b&token=hunter2',
    '#/app/hunter2/',
    '?next=/app/hunter2/workspaces/swordfish'
  ].map(query => `https://${PAGE}${query}`)
  const names = users.map(user => `${user}host`)
  const problems = errorsOf([...addresses, ...queries, ...names])
  expect(problems.length).toBeGreaterThan(1_000)
  expect([...new Set(problems.filter(problem => /hunter2|swordfish/.test(problem)))]).toEqual([])
})
