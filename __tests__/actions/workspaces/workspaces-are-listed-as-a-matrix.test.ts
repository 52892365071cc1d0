import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep, type Options } from '../on-a-runner.ts'

const list = (hcp: Awaited<ReturnType<typeof serve>>, inputs: NonNullable<Options['inputs']> = {}) =>
  runStep(hcp, { action: 'workspaces', inputs: { workspace: undefined, ...inputs } })
const names = (step: { readonly outputs: Readonly<Record<string, string>> }): unknown =>
  JSON.parse(step.outputs.workspaces ?? '')

test('workspaces are listed by name, over all pages, as a matrix for a later job', async () => {
  await using hcp = await serve()
  for (let index = 0; index < 120; index++)
    hcp.createWorkspace(`app-${String(index).padStart(3, '0')}`, { 'working-directory': `apps/${index}` })
  const all = await list(hcp)
  expect(all.outputs.count).toBe('121')
  const some = await list(hcp, { name: 'app-00*' })
  expect(names(some)).toEqual(Array.from({ length: 10 }, (_, index) => `app-00${index}`))
  expect(JSON.parse(some.outputs.matrix ?? '')).toMatchObject({
    include: expect.arrayContaining([
      { workspace: 'app-003', 'workspace-id': hcp.find('app-003').id, 'working-directory': 'apps/3' }
    ])
  })
})

test('workspaces are listed by their tags', async () => {
  await using hcp = await serve()
  hcp.createWorkspace('tagged', { tags: ['prod', 'team=web'] })
  hcp.createWorkspace('other', { tags: ['prod', 'team=api'] })
  expect(names(await list(hcp, { tags: 'prod\nteam=web' }))).toEqual(['tagged'])
  expect(names(await list(hcp, { tags: 'prod' }))).toEqual(['other', 'tagged'])
})

test('a project that does not exist is reported, and no more jobs are listed than a matrix may have', async () => {
  await using hcp = await serve()
  expect(annotated(await list(hcp, { project: 'nowhere' }), 'error')).toEqual([
    expect.stringMatching(/^`project` must be the name of a project, but `nowhere`/)
  ])
  for (let index = 0; index < 260; index++) hcp.createWorkspace(`app-${index}`)
  expect(annotated(await list(hcp, { name: 'app-*' }), 'error')[0]).toContain(
    "260 workspaces exceed GitHub's limit of 256 jobs of one matrix"
  )
})

test('no workspace is an empty matrix, and a count of 0', async () => {
  await using hcp = await serve()
  expect((await list(hcp, { name: 'nothing*' })).outputs).toMatchObject({
    matrix: '{"include":[]}',
    workspaces: '[]',
    count: '0'
  })
})
