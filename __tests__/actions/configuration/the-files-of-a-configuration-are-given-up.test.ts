import { expect, test } from '@jest/globals'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { ARCHIVE, COMMIT } from '../configurations.ts'
import { annotated, NO_WORKSPACE, runStep } from '../on-a-runner.ts'

const act = (hcp: Hcp, verb: string, id: string | undefined) =>
  runStep(hcp, { action: `configuration/${verb}`, inputs: { ...NO_WORKSPACE, 'configuration-version-id': id } })

/** The older of two versions: not the current one. */
const uploaded = async (hcp: Hcp): Promise<string | undefined> => {
  const older = await runStep(hcp, { action: 'configuration/upload' })
  await runStep(hcp, { action: 'configuration/upload' })
  return older.outputs['configuration-version-id']
}

test('archived, once, and again without harm', async () => {
  await using hcp = await serve()
  const id = await uploaded(hcp)
  for (let times = 0; times < 2; times++) {
    const step = await act(hcp, 'archive', id)
    expect([step.conclusion, step.outputs['configuration-version-status']]).toEqual(['success', 'archived'])
  }
  expect(hcp.journal.writes.filter(line => line.endsWith('/actions/archive'))).toHaveLength(1)
})

test('not archived where the service says no, with why', async () => {
  await using hcp = await serve()
  const { id } = await hcp.commit(ARCHIVE, COMMIT)
  const step = await act(hcp, 'archive', id)
  expect(annotated(step, 'error')).toEqual([expect.stringMatching(/409 .*created with VCS/)])
})

test('on Terraform Enterprise marked for deletion, restored, marked again, deleted', async () => {
  await using hcp = await serve({ product: 'enterprise' })
  const id = await uploaded(hcp)
  const statuses: unknown[] = []
  for (const verb of ['soft-delete', 'restore', 'soft-delete', 'permanently-delete']) {
    statuses.push((await act(hcp, verb, id)).outputs['configuration-version-status'])
  }
  expect(statuses).toEqual([
    'backing_data_soft_deleted',
    'uploaded',
    'backing_data_soft_deleted',
    'backing_data_permanently_deleted'
  ])
  expect(hcp.world.configurationVersions.get(id ?? '')?.status).toBe('backing_data_permanently_deleted')
  const late = await act(hcp, 'restore', id)
  expect(annotated(late, 'error')).toEqual([
    expect.stringContaining('400 The configuration version can not become uploaded.')
  ])
  expect(annotated(await act(hcp, 'soft-delete', 'cv-nowhere'), 'error')).toEqual([expect.stringContaining('404')])
})

test.each([
  ['soft-delete', 'soft_delete', 'backing_data_soft_deleted'],
  ['permanently-delete', 'permanently_delete', 'backing_data_permanently_deleted']
])('%s is done once where its answer is lost', async (verb, action, status) => {
  await using hcp = await serve({ product: 'enterprise' })
  const id = await uploaded(hcp)
  if (verb === 'permanently-delete') await act(hcp, 'soft-delete', id)
  const on = `POST /configuration-versions/:id/actions/${action}_backing_data` as const
  hcp.faults.set({ on, when: 'after', do: { kind: 'answer', status: 502 } })
  const step = await act(hcp, verb, id)
  expect([step.conclusion, step.outputs['configuration-version-status']]).toEqual(['success', status])
  expect(hcp.world.configurationVersions.get(id ?? '')?.status).toBe(status)
})

test('on Terraform Enterprise marked and deleted, each again without harm', async () => {
  await using hcp = await serve({ product: 'enterprise' })
  const id = await uploaded(hcp)
  const again = async (verb: string) => {
    await act(hcp, verb, id)
    const { conclusion, outputs, log } = await act(hcp, verb, id)
    return [conclusion, outputs['configuration-version-status'], /Nothing to do: .*/.exec(log)?.[0]]
  }
  expect(await again('soft-delete')).toEqual([
    'success',
    'unknown',
    `Nothing to do: the files of configuration version ${id} are already marked for deletion or deleted.`
  ])
  expect(hcp.world.configurationVersions.get(id ?? '')?.status).toBe('backing_data_soft_deleted')
  expect(await again('permanently-delete')).toEqual([
    'success',
    'backing_data_permanently_deleted',
    `Nothing to do: the files of configuration version ${id} are already deleted.`
  ])
  // Not called marked, because it may be deleted.
  expect((await act(hcp, 'soft-delete', id)).outputs).toMatchObject({ 'configuration-version-status': 'unknown' })
})

test('a version that a server still shows is what it shows', async () => {
  await using hcp = await serve({ product: 'enterprise' })
  const id = await uploaded(hcp)
  const shows = (status: string) => {
    const body = JSON.stringify({ data: { id, type: 'configuration-versions', attributes: { status } } })
    const headers = { 'content-type': 'application/vnd.api+json' }
    hcp.faults.set({ on: 'GET /configuration-versions/:id', do: { kind: 'answer', status: 200, body, headers } })
  }
  await act(hcp, 'soft-delete', id)
  shows('backing_data_soft_deleted')
  const marked = await act(hcp, 'soft-delete', id)
  expect(marked.outputs['configuration-version-status']).toBe('backing_data_soft_deleted')
  await act(hcp, 'permanently-delete', id)
  shows('backing_data_permanently_deleted')
  const deleted = await act(hcp, 'soft-delete', id)
  expect([deleted.outputs, annotated(deleted, 'error')]).toEqual([{}, [expect.stringContaining('400 ')]])
})

test.each([
  ['soft-delete', 'soft_delete'],
  ['permanently-delete', 'permanently_delete']
])('%s is not called done before where that is not seen', async (verb, action) => {
  await using hcp = await serve({ product: 'enterprise' })
  const fails = async (id: string | undefined) => {
    const step = await act(hcp, verb, id)
    expect([step.outputs, annotated(step, 'error')]).toEqual([{}, [expect.stringContaining('400 ')]])
  }
  const older = await uploaded(hcp)
  const [current] = [...hcp.world.configurationVersions.values()].filter(({ id }) => id !== older)
  await fails(current?.id)
  const ofAProxy = { kind: 'answer', status: 400, body: '<html>Bad Request</html>' } as const
  hcp.faults.set({ on: 'GET /configuration-versions/:id', do: ofAProxy })
  await fails(current?.id)
  await act(hcp, 'soft-delete', older)
  hcp.faults.set({ on: `POST /configuration-versions/:id/actions/${action}_backing_data`, do: ofAProxy })
  await fails(older)
})

test.concurrent.each(['soft-delete', 'restore', 'permanently-delete'])(
  'HCP Terraform knows no %s, and the step says so in place of a bare 404',
  async verb => {
    await using hcp = await serve()
    const step = await act(hcp, verb, await uploaded(hcp))
    expect(annotated(step, 'error')).toEqual([
      expect.stringMatching(
        /^`hostname` is HOST, which is HCP Terraform, but this action works only with Terraform Enterprise\..*configuration\/archive/
      )
    ])
  }
)
