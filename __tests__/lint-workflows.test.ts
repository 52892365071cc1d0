import { expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const COMMAND = join(import.meta.dirname, '..', 'scripts', 'lint-workflows.ts')
const HASH = '0123456789abcdef0123456789abcdef01234567'

/** Checks a repository with these files, next to two actions, and gives what is found. */
function lint(written: Readonly<Record<string, string>>): { readonly found: string[]; readonly status: number | null } {
  const root = mkdtempSync(join(tmpdir(), 'lint-workflows-'))
  const all = { 'action.yml': action('directory', 'run-id'), 'run/show/action.yml': action('run-id', 'run-status') }
  for (const [path, text] of Object.entries({ ...all, ...written })) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const { status, stderr } = spawnSync(process.execPath, [COMMAND, root], { encoding: 'utf8' })
  rmSync(root, { recursive: true })
  return { found: stderr.split('\n').filter(Boolean), status }
}

const action = (input: string, output: string): string => `name: An action
description: Does something.
inputs:
  ${input}:
    description: What goes in.
outputs:
  ${output}:
    description: A result.
runs:
  using: node24
  main: main.js
`

/** A workflow with one job of these steps, from line 7 on. */
const workflow = (...steps: readonly string[]): string =>
  ['on: push', 'permissions: {}', 'jobs:', '  job:', '    runs-on: ubuntu-latest', '    steps:']
    .concat(steps.map(step => `      ${step}`))
    .join('\n') + '\n'

const ROOT_STEP = ['- uses: OWNER/hcp-terraform-action@v1', '  id: root']
const fenced = (text: string): string => `# A page\n\n\`\`\`yaml\n${text}\`\`\`\n`

/** A file with one mistake, and the only thing that may be said of it. */
const MISTAKES: Readonly<Record<string, readonly [path: string, text: string, said: string]>> = {
  'an input that the action does not have': [
    'examples/input.yml',
    workflow('- uses: OWNER/hcp-terraform-action@v1', '  with:', '    directory: .', '    folder: .'),
    'examples/input.yml:10: folder: this action has no such input'
  ],
  'an input of the wrong action': [
    'examples/other-input.yml',
    workflow('- uses: OWNER/hcp-terraform-action/run/show@v1', '  with: { directory: . }'),
    'examples/other-input.yml:8: directory: run/show has no such input'
  ],
  'an input in a part of a workflow': [
    'run/show/README.md',
    fenced('- uses: OWNER/hcp-terraform-action/run/show@v1\n  with:\n    run: run-1\n'),
    'run/show/README.md:6: run: run/show has no such input'
  ],
  'an action that does not exist': [
    'examples/missing.yml',
    workflow('- uses: OWNER/hcp-terraform-action/run/shw@v1'),
    'examples/missing.yml:7: OWNER/hcp-terraform-action/run/shw@v1: there is no such action here'
  ],
  'a local action that does not exist': [
    '.github/workflows/local.yml',
    workflow('- uses: ./run'),
    '.github/workflows/local.yml:7: ./run: there is no such action here'
  ],
  'an output that nothing declares': [
    'examples/output.yml',
    workflow(...ROOT_STEP, '- run: echo "${{ steps.root.outputs.url }}"'),
    "examples/output.yml:9: steps.root.outputs.url: this action declares no such output. One of Terraform's is read by fromJSON(steps.root.outputs.outputs).url"
  ],
  'an output by its name in brackets': [
    'docs/output.md',
    fenced(workflow(...ROOT_STEP, `- run: echo "\${{ steps.root.outputs['the-url'] }}"`)),
    "docs/output.md:12: steps.root.outputs.the-url: this action declares no such output. One of Terraform's is read by fromJSON(steps.root.outputs.outputs).the-url"
  ],
  'a context that has no such property': [
    'examples/expression.yml',
    workflow('- run: echo "${{ runner.nope }}"'),
    expect.stringContaining('examples/expression.yml:7: property "nope" is not defined') as unknown as string
  ],
  'a wrong input of a known action': [
    'examples/known.yml',
    workflow('- uses: actions/checkout@v4', '  with: { depth: 1 }'),
    expect.stringContaining('examples/known.yml:8: input "depth" is not defined') as unknown as string
  ],
  'YAML that can not be read': [
    'docs/broken.md',
    fenced('jobs: [\n'),
    expect.stringContaining('docs/broken.md:5: Not YAML: ') as unknown as string
  ],
  'a key that an action.yml does not have': [
    'state/action.yml',
    `${action('a', 'b')}branding:\n  icon: cloud\n  colour: blue\n`,
    "state/action.yml:14: Unexpected value 'colour'"
  ],
  'an action.yml that is not YAML': [
    'configuration/action.yml',
    'name: [An action\n',
    expect.stringContaining('configuration/action.yml:2: Flow sequence') as unknown as string
  ],
  'a tag where a commit belongs': [
    '.github/workflows/tag.yml',
    workflow('- uses: actions/setup-node@v6'),
    '.github/workflows/tag.yml:7: actions/setup-node@v6: pin it as name@<40 hex digits> # vX.Y.Z'
  ],
  'a commit of an unknown version': [
    '.github/workflows/commit.yml',
    workflow(`- uses: actions/setup-node@${HASH}`),
    `.github/workflows/commit.yml:7: actions/setup-node@${HASH}: pin it as name@<40 hex digits> # vX.Y.Z`
  ],
  'a workflow that may do all that the repository lets it': [
    '.github/workflows/permissions.yml',
    workflow('- run: echo').replace('permissions: {}\n', ''),
    '.github/workflows/permissions.yml:1: say for the whole workflow what its permissions are'
  ],
  'a checkout that leaves its token on the disk': [
    '.github/workflows/checkout.yml',
    workflow(`- uses: actions/checkout@${HASH} # v6.0.2`),
    `.github/workflows/checkout.yml:7: actions/checkout@${HASH}: give it persist-credentials: false`
  ]
}

test('each mistake is found, where it is, and once', () => {
  const { found, status } = lint(Object.fromEntries(Object.values(MISTAKES).map(([path, text]) => [path, text])))
  for (const [name, [path, , said]] of Object.entries(MISTAKES)) {
    expect([name, found.filter(line => line.startsWith(`${path}:`))]).toEqual([name, [said]])
  }
  expect([found.length, status]).toEqual([Object.keys(MISTAKES).length, 1])
})

test('what is right is let through', () => {
  const right = workflow(
    `- uses: actions/checkout@${HASH} # v6.0.2`,
    '  with: { persist-credentials: false }',
    '- uses: ./',
    '  id: root',
    '  with: { directory: . }',
    '- uses: ./run/show',
    '  id: run',
    '  with: { run-id: "${{ steps.root.outputs.run_id }}" }',
    '- id: other',
    '  run: echo anything=1 >> "$GITHUB_OUTPUT"',
    '- run: echo "${{ steps.run.outputs.run-status }} ${{ steps.other.outputs.anything }}"'
  )
  expect(lint({ '.github/workflows/right.yml': right, 'README.md': fenced(right) })).toEqual({ found: [], status: 0 })
})
