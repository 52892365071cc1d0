import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@jest/globals'
import { runWorkflow } from '../src/index.ts'
import { directoryOf } from './tiny-action.ts'

const CALLED = `on:
  workflow_call:
    inputs:
      workspace: {type: string, required: true}
      count: {type: number, default: 2}
    secrets:
      token: {required: true}
    outputs:
      url: {value: "\${{ jobs.apply.outputs.url }}"}
jobs:
  apply:
    runs-on: x
    outputs: {url: "\${{ steps.it.outputs.url }}"}
    steps:
      - {id: it, env: {TOKEN: "\${{ secrets.token }}"}, run: 'echo "url=x/\${{ inputs.workspace }}/\${{ inputs.count }}/\${#TOKEN}" >> $GITHUB_OUTPUT'}
      - {if: "inputs.workspace == 'bad'", run: 'false'}
`

/** Runs a workflow whose job `call` is given, next to the one that it calls. */
function run(call: string, called = CALLED) {
  const repository = directoryOf()
  const folder = path.join(repository, '.github', 'workflows')
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'called.yml'), called)
  const file = path.join(folder, 'ci.yml')
  const after = `  after:\n    needs: call\n    runs-on: x\n    steps:\n      - run: 'echo got \${{ needs.call.outputs.url }}'\n`
  writeFileSync(file, `on: push\njobs:\n  call:\n${call}${after}`)
  return runWorkflow({ file, repository, secrets: { API: 'hunter22', token: 'other-token' } })
}
const USES = '    uses: ./.github/workflows/called.yml\n'
const call = (given: string, secrets = '{token: "${{ secrets.API }}"}') =>
  run(`${USES}    with: ${given}\n    secrets: ${secrets}\n`).ended

// https://docs.github.com/en/actions/how-tos/reuse-automations/reuse-workflows
test('a called workflow gets inputs and the secrets that are passed, and gives its outputs', async () => {
  const ended = await call('{workspace: web}')
  expect(ended.jobs.map(({ name, conclusion }) => `${name}: ${conclusion}`)).toEqual([
    'call / apply: success',
    'after: success'
  ])
  // The caller's `API` is `token` there.
  expect(ended.log).toContain('got x/web/2/8')
  expect((await call('{workspace: web, count: 3}', 'inherit')).log).toContain('got x/web/3/11')
})

test('a called job that fails fails the call, and what needs it is skipped', async () => {
  const ended = await call('{workspace: bad}')
  expect(ended.jobs.map(({ name, conclusion }) => `${name}: ${conclusion}`)).toEqual([
    'call / apply: failure',
    'after: skipped'
  ])
})

test.each([
  ['{}', undefined, 'Input workspace is required, but not provided while calling.'],
  ['{workspace: web, odd: 1}', undefined, 'Invalid input, odd is not defined in the referenced workflow.'],
  ['{workspace: web, count: many}', undefined, 'Invalid input, count must be a number'],
  ['{workspace: web}', '{}', 'Secret token is required, but not provided while calling.'],
  ['{workspace: web}', '{token: x, odd: y}', 'Invalid secret, odd is not defined in the referenced workflow.']
])('a call with %s and secrets %s is refused', async (given, secrets, message) => {
  const ended = await call(given, secrets)
  expect([ended.conclusion, ended.job('call').log]).toEqual(['failure', expect.stringContaining(message)])
})

test('what can not be called is an error before anything runs', () => {
  expect(() => run(USES, 'on: push\njobs:\n  a:\n    runs-on: x\n    steps: [{run: x}]\n')).toThrow(
    'no workflow_call trigger'
  )
  expect(() => run('    uses: octo/other/.github/workflows/x.yml@v1\n')).toThrow("'actions' names")
  expect(() => run(USES, `on: workflow_call\njobs:\n  a:\n${USES}`)).toThrow('more than 10 levels')
})
