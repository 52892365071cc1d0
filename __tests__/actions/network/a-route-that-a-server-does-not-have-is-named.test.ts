import { describe, expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { CASES } from '../../faults/cases.ts'
import { onGithub } from '../on-github.ts'
import { annotated, NO_WORKSPACE, runStep } from '../on-a-runner.ts'
import { stateAndLock, stateText, uploadOf } from '../states.ts'

const TEXT = { 'content-type': 'text/plain; charset=utf-8' }
const ABSENT = { kind: 'answer', status: 404, headers: TEXT, body: '404 page not found\n' } as const
const NO_ROUTE = /This server has no such route\. (?:HCP Terraform and current versions of )?Terraform Enterprise ha/
/** What such an answer does not say. */
const BLAME = /may not see it|There is no|permission|does not exist|has no state/
const TWICE = /404 404/

test.concurrent.each(Object.entries(CASES).filter(([, { pullRequest }]) => pullRequest !== true))(
  'by %s, and the token is not blamed',
  async (_name, { action, product, script, files, given }) => {
    await using hcp = await serve({ ...(product && { product }), ...(script && { script }) })
    const inputs = (await given?.(hcp)) ?? {}
    hcp.faults.set({ on: '* /*', do: ABSENT, times: 1000 })
    const step = await runStep(hcp, { action, inputs, ...(files && { files }) })
    const errors = annotated(step, 'error').join('\n')
    expect(step.conclusion).toBe('failure')
    expect(errors).toMatch(NO_ROUTE)
    expect(errors).not.toMatch(BLAME)
    expect(errors).not.toMatch(TWICE)
  }
)

describe('on a server that is like OTF', () => {
  test.concurrent('archiving a configuration version says so', async () => {
    await using hcp = await serve({ like: 'otf' })
    const { outputs } = await runStep(hcp, { action: 'configuration/upload' })
    const inputs = { ...NO_WORKSPACE, 'configuration-version-id': outputs['configuration-version-id'] }
    const step = await runStep(hcp, { action: 'configuration/archive', inputs })
    expect(annotated(step, 'error').join()).toMatch(NO_ROUTE)
  })

  test.concurrent('deleting a workspace says so, and names no permission', async () => {
    await using hcp = await serve({ like: 'otf' })
    const step = await runStep(hcp, { action: 'workspaces/delete' })
    expect(annotated(step, 'error').join()).toMatch(NO_ROUTE)
    expect(annotated(step, 'error').join()).not.toMatch(BLAME)
  })

  test.concurrent('a state as JSON is not offered, and no version of Terraform is blamed', async () => {
    await using hcp = await serve({ like: 'otf' })
    hcp.seedState(stateText(3))
    const step = await runStep(hcp, { action: 'state/download', inputs: { format: 'json', path: 'state.json' } })
    expect(annotated(step, 'error')).toEqual([
      expect.stringMatching(/^This server does not offer states as JSON: .*Set `format` to `state`/)
    ])
  })

  test.concurrent('a workspace is created without projects', async () => {
    await using hcp = await serve({ like: 'otf' })
    const step = await runStep(hcp, { action: 'workspaces/ensure', inputs: { workspace: 'made' } })
    expect([annotated(step, 'error'), step.outputs.created]).toEqual([[], 'true'])
    const tagged = await runStep(hcp, { action: 'workspaces/ensure', inputs: { workspace: 'more', tags: 'a=b' } })
    expect(annotated(tagged, 'error').join()).toMatch(
      /`tags`: "a" has a value, and this server has no tags with values/
    )
    expect(() => hcp.find('more')).toThrow()
  })

  // The simulated engine loads its parser when it is first used, which Jest refuses in concurrent tests.
  test('an apply warns of nothing that it can do without', async () => {
    await using hcp = await serve({ like: 'otf', engine: 'simulated' })
    const files = { 'main.tf': 'output "url" {\n  value = "x"\n}\n' }
    const step = await runStep(hcp, { files, inputs: { operation: 'apply' } })
    expect([annotated(step, 'error'), annotated(step, 'warning')]).toEqual([[], []])
    expect(step.outputs.url).toBe('x')
  })

  test.concurrent('the list of states names what the server does not show', async () => {
    await using hcp = await serve({ like: 'otf' })
    hcp.seedState(stateText(3))
    const step = await runStep(hcp, { action: 'state/list' })
    expect(annotated(step, 'error')).toEqual([
      expect.stringMatching(/^The server does not return the workspace of the state version /)
    ])
  })
})

describe('a page of a proxy is not the answer that something does not exist', () => {
  test.concurrent('a state is not uploaded as if the workspace had none', async () => {
    await using hcp = await serve()
    hcp.seedState(stateText(9))
    hcp.faults.set({ on: 'GET /workspaces/:id/current-state-version', do: ABSENT, times: 1000 })
    const step = await runStep(hcp, uploadOf(stateText(4)))
    expect(annotated(step, 'error').join()).toMatch(NO_ROUTE)
    expect(stateAndLock(hcp)).toEqual({ state: stateText(9), lock: undefined })
  })

  test.concurrent('a workspace is not said to be deleted', async () => {
    await using hcp = await serve()
    hcp.faults.set({ on: '* /workspaces/*', do: ABSENT, times: 1000 })
    const step = await runStep(hcp, { action: 'workspaces/delete' })
    expect([step.conclusion, step.outputs.deleted]).toEqual(['failure', undefined])
    expect(annotated(step, 'error').join()).toMatch(NO_ROUTE)
  })

  test.concurrent('outputs are not said to be absent', async () => {
    await using hcp = await serve()
    hcp.seedState({ url: { value: 'x' } })
    hcp.faults.set({ on: 'GET /workspaces/:id/*', do: ABSENT, times: 1000 })
    const step = await runStep(hcp, { action: 'outputs' })
    expect(annotated(step, 'error').join()).toMatch(NO_ROUTE)
  })
})

test.concurrent('a forge without GraphQL, as Gitea is, is named in place of the pull request', async () => {
  await using hcp = await serve()
  await using github = await serveGithub()
  github.faults.set({ on: 'POST /graphql', do: ABSENT, times: 1000 })
  const trigger = github.trigger('pull_request', github.addPullRequest({ number: 7 }))
  const step = await runStep(hcp, onGithub(trigger))
  expect(annotated(step, 'warning')).toEqual([
    expect.stringMatching(/^No comment: the server of GITHUB_API_URL has no GraphQL API, as Gitea and Forgejo/)
  ])
  expect(step.conclusion).toBe('success')
})
