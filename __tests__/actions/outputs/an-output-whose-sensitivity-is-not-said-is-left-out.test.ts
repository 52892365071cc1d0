import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { annotated, runStep } from '../on-a-runner.ts'
import { planOf } from '../plans.ts'
import { resourcesOf, rewritten, type Rewritten } from '../rewriting.ts'

/** A server that sends values of sensitive outputs unasked, as older ones do, and `sensitive` not at all, or as another kind than a boolean. */
async function unclear(hcp: Hcp, sensitive: unknown): Promise<Rewritten> {
  hcp.seedState({ password: { value: 'swordfish-77', sensitive: true } })
  hcp.faults.set({ name: 'plaintext-sensitive-values' })
  return rewritten(hcp, {
    answer: document => {
      for (const { type, attributes } of resourcesOf(document))
        if (type === 'state-version-outputs') {
          if (sensitive === undefined) delete attributes.sensitive
          else attributes.sensitive = sensitive
        }
    }
  })
}

test.each([
  ['left out', undefined],
  ['null', null],
  ['a text', 'false']
])('an output whose `sensitive` is %s is not exported', async (_name, sensitive) => {
  await using hcp = await serve()
  await using server = await unclear(hcp, sensitive)
  const step = await runStep(server, { action: 'outputs' })
  expect(step.outputs).not.toHaveProperty('password')
  expect(step.outputs.outputs).toBe('{}')
  expect(JSON.parse(step.outputs['outputs-metadata'] ?? '')).toMatchObject({
    outputs: { password: { sensitive: true } },
    'left-out': ['password']
  })
  expect(annotated(step, 'warning')).toEqual([
    expect.stringMatching(/^The server does not say whether these outputs are sensitive.*: password\./)
  ])
  const named = await runStep(server, { action: 'outputs', inputs: { names: 'password' } })
  expect(annotated(named, 'error')).toEqual([
    expect.stringMatching(/^`names`.*does not say whether it is sensitive.*`sensitive-outputs: mask`/)
  ])
})

test('with `mask`, its value is masked', async () => {
  await using hcp = await serve()
  await using server = await unclear(hcp, undefined)
  const step = await runStep(server, { action: 'outputs', inputs: { 'sensitive-outputs': 'mask' } })
  expect(step.outputs).toMatchObject({ password: 'swordfish-77', outputs: '{}' })
  expect(step.masks).toContain('swordfish-77')
})

test('an apply shows its value nowhere', async () => {
  await using hcp = await serve({ script: planOf('x') })
  await using server = await unclear(hcp, undefined)
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  github.merge(pull)
  const step = await runStep(server, onGithub(github.trigger('push', pull), { inputs: { operation: 'apply' } }))
  expect(step.outputs).not.toHaveProperty('password')
  for (const text of [github.comments(7)[0]?.body, step.summary]) {
    expect(text).toContain('password')
    expect(text).not.toContain('swordfish-77')
  }
})

test('an output that a list calls sensitive stays so, whatever its own document says', async () => {
  await using hcp = await serve()
  hcp.seedState({ password: { value: 'swordfish-77', sensitive: true } })
  await using server = await rewritten(hcp, {
    answer: (document, request) => {
      if (!request.startsWith('GET /state-version-outputs/')) return
      for (const { attributes } of resourcesOf(document)) attributes.sensitive = false
    }
  })
  const step = await runStep(server, { action: 'outputs', inputs: { 'sensitive-outputs': 'mask' } })
  expect(step.outputs).toMatchObject({ password: 'swordfish-77', outputs: '{}' })
  expect(step.masks).toContain('swordfish-77')
})
