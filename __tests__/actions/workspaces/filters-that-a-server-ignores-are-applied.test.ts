import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'
import { resourcesOf, rewritten, type Rewriting } from '../rewriting.ts'
import { stateText } from '../states.ts'

/** What older servers and those of others do with a filter or an include that they do not know. */
const deaf: Rewriting = {
  query: query => {
    for (const name of [...query.keys()]) if (/^(filter|search|include)/.test(name)) query.delete(name)
  }
}
/** The same, of a server without projects. */
const old: Rewriting = {
  ...deaf,
  answer: document => {
    for (const { relationships = {} } of resourcesOf(document)) delete relationships.project
  }
}

async function listed(inputs: Record<string, string>, server: Rewriting = deaf, tagBindings = true) {
  await using hcp = await serve({ tagBindings })
  for (const [name, tags] of Object.entries({ stage: ['env=prod', 'web'], STORE: ['env=dev'], other: ['web'] }))
    hcp.createWorkspace(name, { tags })
  const { project } = hcp.find('other')
  project.tags = [{ key: 'owner', value: 'ops' }]
  await using front = await rewritten(hcp, server)
  const step = await runStep(front, { action: 'workspaces', inputs: { workspace: undefined, ...inputs } })
  return { names: JSON.parse(step.outputs.workspaces ?? 'null') as unknown, error: annotated(step, 'error')[0] }
}

test.each<[Record<string, string>, readonly string[]]>([
  [{ name: 'st*' }, ['STORE', 'stage']],
  [{ name: '*ge' }, ['stage']],
  [{ name: '*T*' }, ['STORE', 'other', 'stage']],
  [{ name: 'nothing*' }, []],
  [{ name: 'stage' }, ['stage']],
  [{ tags: 'env=prod' }, ['stage']],
  [{ tags: 'web' }, ['other', 'stage']],
  [{ tags: 'web\nenv=prod' }, ['stage']],
  [{ tags: 'owner=ops', name: 'st*' }, ['STORE', 'stage']],
  [{ tags: 'env=nowhere' }, []]
])('%j', async (inputs, names) => {
  expect(await listed(inputs)).toEqual({ names, error: undefined })
})

test('a project whose workspaces are not shown as its own is refused', async () => {
  const { names, error } = await listed({ project: 'Default Project' }, old)
  expect([names, error]).toEqual([null, expect.stringMatching(/^`project`: the server does not return the project/)])
})

test('flat tags are compared where the server has no others', async () => {
  expect(await listed({ tags: 'web' }, deaf, false)).toEqual({ names: ['other', 'stage'], error: undefined })
  expect(await listed({ tags: 'env=prod' }, deaf, false)).toEqual({ names: [], error: undefined })
})

test('a value in the name of a flat tag does not count where the server has tags with values', async () => {
  const both: Rewriting = {
    ...deaf,
    answer: document => {
      for (const { type, attributes } of resourcesOf(document))
        if (type === 'workspaces') attributes['tag-names'] = ['env=dev']
    }
  }
  expect(await listed({ tags: 'env=dev' }, both)).toEqual({ names: ['STORE'], error: undefined })
  const all = ['STORE', 'demo', 'other', 'stage']
  expect(await listed({ tags: 'env=dev' }, both, false)).toEqual({ names: all, error: undefined })
})

/** Tags exist, but the list only links to them. */
const linking: Rewriting = {
  ...deaf,
  answer: document => {
    for (const { relationships = {} } of resourcesOf(document))
      if ('effective-tag-bindings' in relationships)
        relationships['effective-tag-bindings'] = { links: { related: '/effective-tag-bindings' } }
  }
}

test('tags that are only linked to are asked for', async () => {
  expect(await listed({ tags: 'env=prod' }, linking)).toEqual({ names: ['stage'], error: undefined })
})

test('tags that are not shown are refused', async () => {
  const hidden: Rewriting = {
    ...deaf,
    answer: document => {
      for (const { attributes } of resourcesOf(document)) delete attributes['tag-names']
    }
  }
  const { names, error } = await listed({ tags: 'web' }, hidden, false)
  expect([names, error]).toEqual([null, expect.stringMatching(/^`tags`: the server does not return the tags/)])
})

test('states of another status or of another workspace are not listed', async () => {
  await using hcp = await serve()
  hcp.seedState(stateText(1))
  await using front = await rewritten(hcp, {
    answer: (document, request) => {
      if (request !== 'GET /state-versions' || !Array.isArray(document.data)) return
      const [first] = document.data
      if (first === undefined) return
      const copy = structuredClone(first)
      copy.id = 'sv-pending'
      copy.attributes.status = 'pending'
      const foreign = structuredClone(first)
      foreign.id = 'sv-foreign'
      foreign.relationships = { workspace: { data: { type: 'workspaces', id: 'ws-foreign' } } }
      document.data = [copy, foreign, ...document.data]
    }
  })
  const step = await runStep(front, { action: 'state/list', inputs: { status: 'finalized' } })
  const ids = (JSON.parse(step.outputs['state-versions'] ?? '[]') as { id: string }[]).map(({ id }) => id)
  expect([step.conclusion, ids.length, ids.includes('sv-pending'), ids.includes('sv-foreign')]).toEqual([
    'success',
    1,
    false,
    false
  ])
})

test('execution modes that are not shown are refused where local workspaces are left out', async () => {
  const hidden: Rewriting = {
    answer: document => {
      for (const { attributes } of resourcesOf(document)) delete attributes['execution-mode']
    }
  }
  const { names, error } = await listed({ 'exclude-local': 'true' }, hidden)
  expect([names, error]).toEqual([
    null,
    expect.stringMatching(/^`exclude-local`: the server does not show the execution mode of the workspace "/)
  ])
  expect(await listed({ 'exclude-local': 'true', exclude: '*' }, hidden)).toEqual({ names: [], error: undefined })
  expect(await listed({ name: 'stage' }, hidden)).toEqual({ names: ['stage'], error: undefined })
})
