import { expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { ARCHIVE, COMMIT } from '../configurations.ts'
import { annotated, NO_WORKSPACE, onARunner, runStep } from '../on-a-runner.ts'

interface Document {
  readonly id: string
  readonly attributes: Readonly<Record<string, unknown>>
}

test('configuration versions are listed newest first', async () => {
  await using hcp = await serve()
  const first = await hcp.commit(ARCHIVE, COMMIT)
  const second = await hcp.commit(ARCHIVE, COMMIT)
  const { outputs } = await runStep(hcp, { action: 'configuration/list' })
  const found = JSON.parse(outputs['configuration-versions'] ?? '') as readonly Document[]
  expect(found.map(({ id }) => id)).toEqual([second.id, first.id])
  const one = await runStep(hcp, { action: 'configuration/list', inputs: { limit: '1' } })
  expect(JSON.parse(one.outputs['configuration-versions'] ?? '')).toHaveLength(1)
  expect(hcp.journal.entries.at(-1)?.query).toEqual({ 'page[number]': '1', 'page[size]': '2' })
})

test('a list that no output can hold is only in its file, whole', async () => {
  await using hcp = await serve()
  const versions = [await hcp.commit(ARCHIVE, COMMIT), await hcp.commit(ARCHIVE, COMMIT)]
  for (const version of versions) version.errorMessage = 'a'.repeat(300_000)
  using run = onARunner(hcp, { action: 'configuration/list' })
  const step = await run.ended
  expect([step.conclusion, 'configuration-versions' in step.outputs]).toEqual(['success', false])
  expect(annotated(step, 'warning')).toEqual([expect.stringContaining('`configuration-versions-file`')])
  const inFile = readFileSync(step.outputs['configuration-versions-file'] ?? '', 'utf8')
  const found = JSON.parse(inFile) as readonly Document[]
  expect(found.map(({ id, attributes }) => [id, String(attributes['error-message']).length])).toEqual(
    versions.reverse().map(({ id }) => [id, 300_000])
  )
})

test('one is shown with the commit that it is of, where it is of one', async () => {
  await using hcp = await serve()
  const { id } = await hcp.commit(ARCHIVE, COMMIT)
  const show = (of: string | undefined) =>
    runStep(hcp, { action: 'configuration/show', inputs: { ...NO_WORKSPACE, 'configuration-version-id': of } })
  const { outputs } = await show(id)
  expect(outputs['configuration-version-status']).toBe('uploaded')
  expect(JSON.parse(outputs['configuration-version'] ?? '')).toMatchObject({ id, attributes: { source: 'github' } })
  expect(JSON.parse(outputs['ingress-attributes'] ?? '')).toMatchObject({
    type: 'ingress-attributes',
    attributes: COMMIT
  })
  const uploaded = await runStep(hcp, { action: 'configuration/upload' })
  const plain = await show(uploaded.outputs['configuration-version-id'])
  expect([plain.conclusion, 'ingress-attributes' in plain.outputs]).toEqual(['success', false])
  expect(annotated(await show('cv-nowhere'), 'error')).toEqual([expect.stringContaining('404')])
  expect(annotated(await show(undefined), 'error')).toEqual([
    expect.stringMatching(/^`configuration-version-id` is missing/)
  ])
})
