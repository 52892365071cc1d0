import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'
import { resourcesOf, rewritten, type Rewritable, type Rewriting } from '../rewriting.ts'

/** What a change does to the attributes of each configuration version of a document. */
const changing =
  (change: (attributes: Record<string, unknown>) => void) =>
  (document: Rewritable): void => {
    for (const { type, attributes } of resourcesOf(document)) if (type === 'configuration-versions') change(attributes)
  }
const without = (name: string) => changing(attributes => Reflect.deleteProperty(attributes, name))

const SERVERS: readonly [string, (name: string) => Rewriting, string][] = [
  ['ignores', name => ({ request: without(name) }), 'but the configuration version has '],
  ['does not show', name => ({ answer: without(name) }), 'but the configuration version does not show it']
]
const UPLOAD = { action: 'configuration/upload' }
const ASKED: readonly [string, object][] = [
  ['speculative', {}],
  ['provisional', { inputs: { operation: 'save-plan' } }],
  ['auto-queue-runs', {}],
  ['auto-queue-runs', { inputs: { operation: 'apply' } }],
  ['speculative', { ...UPLOAD, inputs: { speculative: 'true' } }],
  ['provisional', { ...UPLOAD, inputs: { provisional: 'true' } }],
  ['auto-queue-runs', UPLOAD]
]

test.concurrent.each(SERVERS.flatMap(([how, ...server]) => ASKED.map(asked => [how, ...asked, ...server] as const)))(
  'a server that %s `%s`, which was asked for with %j, gets no files',
  async (_how, attribute, options, server, says) => {
    await using hcp = await serve()
    await using front = await rewritten(hcp, server(attribute))
    const step = await runStep(front, options)
    expect(step.conclusion).toBe('failure')
    const [first, ...ignored] = annotated(step, 'error')[0]?.split('\n') ?? []
    expect(first).toMatch(/uploaded nothing.*Update Terraform Enterprise/)
    expect(ignored).toEqual([expect.stringMatching(new RegExp(`^\`${attribute}\`: requested (true|false), ${says}`))])
    expect(hcp.journal.writes).toEqual(['POST /workspaces/:id/configuration-versions'])
  }
)

test('a version that is more than was asked for gets no files either', async () => {
  await using hcp = await serve()
  await using front = await rewritten(hcp, { answer: changing(attributes => (attributes.speculative = true)) })
  const step = await runStep(front, { inputs: { operation: 'apply' } })
  expect(annotated(step, 'error')[0]).toContain(
    '`speculative`: requested false, but the configuration version has true'
  )
  expect(hcp.journal.writes).toEqual(['POST /workspaces/:id/configuration-versions'])
})

test('a default that is not shown does not fail the step', async () => {
  await using hcp = await serve()
  await using front = await rewritten(hcp, { answer: without('provisional') })
  const step = await runStep(front, { inputs: { operation: 'apply' } })
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['success', 'applied'])
})

test('a version that is called the one that was asked for, and is shown as another after its upload, gets no run', async () => {
  await using hcp = await serve()
  const isCreation = (request: string) => request.startsWith('POST ') && request.endsWith('/configuration-versions')
  await using front = await rewritten(hcp, {
    request: (document, request) => {
      if (isCreation(request)) without('speculative')(document)
    },
    answer: (document, request) => {
      if (isCreation(request)) changing(attributes => (attributes.speculative = true))(document)
    }
  })
  const step = await runStep(front, {})
  expect(annotated(step, 'error')[0]).toMatch(/discard those that the upload queued.*`speculative`: requested true/s)
  expect(hcp.journal.writes).not.toContain('POST /runs')
})
