import path from 'node:path'
import { expect, test } from '@jest/globals'
import { runWorkflow, type EndedWorkflow } from '../src/index.ts'
import { directoryOf, tinyAction } from './tiny-action.ts'

const inner = tinyAction({
  yaml: 'inputs: {a: {default: "none"}}',
  main: `append('OUTPUT', 'got=' + env.INPUT_A); append('STATE', 's=1')`,
  post: `console.log('post of ' + env.INPUT_A)`
})
const actions = { 'octo/inner': inner }

/** A job that uses a composite action of these steps. */
function use(composite: string, more = '', options: { readonly secrets?: Record<string, string> } = {}) {
  const outer = directoryOf({
    'action.yml': `name: Outer\ninputs: {who: {default: anyone}}\noutputs: {answer: {value: "\${{ steps.inner.outputs.got }}"}}\nruns:\n  using: composite\n  steps:\n${composite}`
  })
  const file = path.join(
    directoryOf({
      'ci.yml': `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - {id: outer, uses: octo/outer@v1, with: {who: world}}\n      - run: 'echo answer \${{ steps.outer.outputs.answer }}'\n${more}`
    }),
    'ci.yml'
  )
  return runWorkflow({ file, repository: directoryOf(), actions: { ...actions, 'octo/outer': outer }, ...options })
    .ended
}
const shown = (ended: EndedWorkflow) => ended.job('a').steps.map(({ name, conclusion }) => `${name}: ${conclusion}`)

// https://docs.github.com/en/actions/tutorials/create-actions/create-a-composite-action
test('a composite action runs its steps with its own inputs, and has outputs and post steps', async () => {
  const ended = await use(`    - {id: inner, uses: octo/inner@v1, with: {a: "hello \${{ inputs.who }}"}}
    - {shell: bash, run: 'echo in $GITHUB_ACTION_PATH; echo LATER=1 >> $GITHUB_ENV'}
    - {shell: bash, run: 'echo later $LATER'}
`)
  expect(shown(ended)).toEqual([
    'Run octo/outer@v1: success',
    'Run echo answer hello world: success',
    'Post Run octo/inner@v1: success',
    'Complete job: success'
  ])
  expect(ended.job('a').step('outer').outputs).toEqual({ answer: 'hello world' })
  expect(ended.log).toMatch(/in \/.*tiny-action-/)
  expect(ended.log).toContain('later 1')
  expect(ended.log).toContain('post of hello world')
})

test('a step that fails skips the next ones, fails the action, and always() runs all the same', async () => {
  const ended = await use(`    - {shell: bash, run: 'false'}
    - {shell: bash, run: 'echo never'}
    - {shell: bash, if: always(), run: 'echo cleaned up'}
`)
  expect(shown(ended)[0]).toBe('Run octo/outer@v1: failure')
  expect(ended.job('a').step('outer').log).toContain('cleaned up')
  expect(ended.log).not.toMatch(/^never$/m)
})

test('secrets are not known in it, and run needs a shell', async () => {
  const secrets = { TOKEN: 'hunter22' }
  const secret = await use(`    - {shell: bash, run: 'echo \${{ secrets.TOKEN }}'}\n`, '', { secrets })
  expect(secret.job('a').step('outer').log).toContain("Unrecognized named-value: 'secrets'")
  const bare = await use(`    - {run: 'true'}\n`)
  expect(bare.job('a').step('outer').log).toContain('Required property is missing: shell')
})
