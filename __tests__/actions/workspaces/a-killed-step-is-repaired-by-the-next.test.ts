import { expect, test } from '@jest/globals'
import type { Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { NO_WORKSPACE, runStep } from '../on-a-runner.ts'
import { killedAndRunAgain, moments, undisturbed } from './killing.ts'

/** A workspace to copy, with a variable set and variables of each kind. */
async function given(hcp: Hcp): Promise<Record<string, string>> {
  hcp.find().attributes['terraform-version'] = '1.10.5'
  const send = (path: string, body: unknown) =>
    fetch(`${hcp.address}/api/v2${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${hcp.token}`, 'content-type': 'application/vnd.api+json' },
      body: JSON.stringify(body)
    })
  const workspaces = { data: [{ type: 'workspaces', id: hcp.find().id }] }
  await send('/organizations/demo/varsets', {
    data: { type: 'varsets', attributes: { name: 'shared' }, relationships: { workspaces } }
  })
  const attributes = { key: 'region', value: 'eu', category: 'terraform' }
  await send(`/workspaces/${hcp.find().id}/vars`, { data: { type: 'vars', attributes } })
  return {}
}

const STEPS = {
  ensure: {
    given,
    options: {
      action: 'workspaces/ensure',
      inputs: {
        workspace: 'preview',
        'from-workspace': 'demo',
        description: 'of a pull request',
        tags: 'repository=acme\npreview',
        variables: 'size = 2',
        'sensitive-environment-variables': 'TOKEN = very-secret'
      }
    }
  },
  'set-variables': {
    given,
    options: {
      action: 'workspaces/set-variables',
      inputs: { variables: 'region = us\nsize = 2', 'sensitive-variables': 'key = hidden' }
    }
  },
  delete: {
    given: (hcp: Hcp) => {
      hcp.createWorkspace('old')
      return Promise.resolve({})
    },
    options: { action: 'workspaces/delete', inputs: { workspace: 'old' } }
  },
  lock: { options: { action: 'workspaces/lock' } },
  unlock: {
    given: async (hcp: Hcp) => {
      await runStep(hcp, { action: 'workspaces/lock', github: { run_attempt: '1' } })
      return {}
    },
    options: { action: 'workspaces/unlock' }
  },
  comment: {
    given: async (hcp: Hcp) => {
      const { outputs } = await runStep(hcp)
      return { ...NO_WORKSPACE, 'run-id': outputs['run-id'] }
    },
    options: { action: 'run/comment', inputs: { body: 'Looks good' } }
  }
}

const cases = await Promise.all(
  Object.entries(STEPS).map(async ([name, step]) => ({ name, step, ...(await undisturbed(step)) }))
)
const all = cases.flatMap(({ name, step, requests, world }) =>
  moments(requests).map(([when, request, nth]) => [name, when, request, nth, step, world] as const)
)

test('the steps ask something', () => {
  expect(cases.map(({ requests }) => requests.length).every(count => count >= 2)).toBe(true)
  expect(cases[0]?.requests).toContain('POST /organizations/demo/workspaces')
})

test.concurrent.each(all)(
  '%s, killed %s %s (request %d), comes to the same when it runs again',
  async (_name, when, _request, nth, step, world) => {
    const again = await killedAndRunAgain(step, nth, when)
    expect([again.conclusion, again.conclusion === 'success' ? '' : again.log]).toEqual(['success', ''])
    expect(again.world).toEqual(world)
  },
  120_000
)
