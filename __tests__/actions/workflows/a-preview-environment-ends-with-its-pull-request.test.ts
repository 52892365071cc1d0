import { afterAll, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serveGithub, type Github, type PullRequest } from '../../../packages/github-server/src/index.ts'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runWorkflow } from '../../../packages/workflow-runner/src/index.ts'
import { onARunner, runStep } from '../on-a-runner.ts'
import { met, stateWithResources } from '../states.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')
const REPOSITORY_ID = '4242'
const URL_OF_PREVIEW = 'https://preview.example.com'
const repository = mkdtempSync(join(tmpdir(), 'preview-'))
afterAll(() => rmSync(repository, { recursive: true }))
const configuration = `output "url" {\n  value = "${URL_OF_PREVIEW}"\n}\nresource "terraform_data" "a" {}\n`
writeFileSync(join(repository, 'main.tf'), configuration)

function workflow(name: string, hcp: Hcp, github: Github, more: object) {
  const { context } = github
  return runWorkflow({
    file: join(ROOT, 'examples', `${name}.yml`),
    repository,
    actions: { 'OWNER/hcp-terraform-action': ROOT },
    secrets: { TF_API_TOKEN: hcp.token },
    machine: { TF_HOSTNAME: hcp.address },
    ...more,
    github: { ...context, ...(more as { github?: object }).github, repository_id: REPOSITORY_ID }
  }).ended
}

/** Runs the example for a pull request, as an event of one kind starts it. */
async function preview(hcp: Hcp, github: Github, pull: PullRequest, action: string): Promise<string> {
  const { event, github: context } = github.trigger('pull_request', pull)
  const given = { event: { ...event, payload: { ...event.payload, action } }, github: context }
  return (await workflow('preview-environments', hcp, github, given)).conclusion
}

const names = ({ world }: Hcp) => [...world.workspaces.values()].map(({ attributes }) => attributes.name)
const start = (engine: 'simulated' | 'scripted' = 'simulated') =>
  serve({ organization: 'acme', workspace: 'web', engine })
const startGithub = () => serveGithub({ permissions: { deployments: 'write', 'pull-requests': 'write' } })
const tagsOf = (number: number) => [
  { key: 'preview-repository', value: REPOSITORY_ID },
  { key: 'preview-pull-request', value: `${number}` }
]
const inLines = (number: number) => tagsOf(number).map(({ key, value }) => `${key}=${value}`)

const present = ['curl', 'jq'].every(name => spawnSync(name, ['--help'], { stdio: 'ignore' }).error === undefined)
if (!present) console.warn('SKIPPED: curl or jq is not on PATH; preview environments were not tried.')
const withTools = present ? test : test.skip

withTools(
  'it is created, shown, updated by pushes at the same time, and destroyed and deleted at the end',
  async () => {
    await using hcp = await start()
    await using github = await startGithub()
    const pull = github.addPullRequest({ number: 1 })
    // Without the group of the workflow, too.
    const pushes = await Promise.all([preview(hcp, github, pull, 'opened'), preview(hcp, github, pull, 'synchronize')])
    expect([pushes, names(hcp)]).toEqual([
      ['success', 'success'],
      ['web', 'preview-1']
    ])
    expect(hcp.find('preview-1').tags).toEqual(tagsOf(1))
    const deployments = () =>
      [...github.repository.deployments.values()].map(({ environment, statuses }) => [
        environment,
        ...statuses.map(({ state, environmentUrl }) => [state, environmentUrl])
      ])
    const shown = ['preview-1', ['success', URL_OF_PREVIEW]]
    expect(deployments()).toEqual([shown, shown])
    expect(github.comments(1).map(({ body }) => body.includes(URL_OF_PREVIEW))).toContain(true)
    expect([await preview(hcp, github, pull, 'closed'), names(hcp)]).toEqual(['success', ['web']])
    expect(deployments()).toEqual([shown, shown].map(each => [...each, ['inactive', '']]))
  }
)

withTools('forks get none, and what is gone or belongs to others is not touched', async () => {
  await using hcp = await start()
  await using github = await startGithub()
  const fork = github.addPullRequest({ number: 1, fork: 'stranger' })
  for (const action of ['opened', 'closed']) await preview(hcp, github, fork, action)
  expect([names(hcp), hcp.journal.lines]).toEqual([['web'], []])
  // Deleted by hand.
  expect(await preview(hcp, github, github.addPullRequest({ number: 2 }), 'closed')).toBe('success')
  // Of the same name, and of somebody else.
  const pull = github.addPullRequest({ number: 3 })
  hcp.createWorkspace('preview-3', { tags: ['preview-repository=1', 'preview-pull-request=3'] })
  expect([await preview(hcp, github, pull, 'opened'), await preview(hcp, github, pull, 'closed')]).toEqual([
    'failure',
    'success'
  ])
  expect([names(hcp), hcp.journal.writes]).toEqual([['web', 'preview-3'], []])
})

withTools(
  'a push that was killed before its upload, a failed apply, and one that goes on, leave nothing after the close',
  async () => {
    await using hcp = await start('scripted')
    await using github = await startGithub()
    const [killed, failed, busy] = [1, 2, 3].map(number => github.addPullRequest({ number })) as [
      PullRequest,
      PullRequest,
      PullRequest
    ]

    await runStep(hcp, { action: 'workspaces/ensure', inputs: { workspace: 'preview-1', tags: inLines(1).join('\n') } })
    const upload = hcp.faults.set({ on: 'PUT /_archivist/v1/configuration/:secret', do: { kind: 'hang' }, times: 1 })
    using push = onARunner(hcp, { inputs: { workspace: 'preview-1', operation: 'apply' } })
    await met(upload, push)
    push.kill()
    await push.ended
    expect([await preview(hcp, github, killed, 'closed'), names(hcp)]).toEqual(['success', ['web']])

    hcp.script({ apply: { status: 'errored', state: stateWithResources(1, 2) } })
    expect(await preview(hcp, github, failed, 'opened')).toBe('failure')
    expect([await preview(hcp, github, failed, 'closed'), names(hcp)]).toEqual(['success', ['web']])

    hcp.script({ hold: ['applying'] })
    const opened = preview(hcp, github, busy, 'opened')
    const run = await hcp.until('applying')
    const closed = preview(hcp, github, busy, 'closed')
    const refused = () => hcp.journal.lines.some(line => line === `POST /workspaces/:id/actions/safe-delete`)
    while (!refused()) await new Promise(resolve => setTimeout(resolve, 20))
    hcp.release(run)
    expect([await opened, await closed, names(hcp)]).toEqual(['success', 'success', ['web']])
  }
)

withTools(
  'the sweep removes environments of closed pull requests only, and nothing unless GitHub answers',
  async () => {
    await using hcp = await start()
    await using github = await startGithub()
    github.addPullRequest({ number: 1, state: 'closed' })
    github.addPullRequest({ number: 2 })
    for (const number of [3, 4, 5]) github.addPullRequest({ number, state: 'closed' })
    for (const number of [1, 2]) hcp.createWorkspace(`preview-${number}`, { tags: inLines(number) })
    await runStep(hcp, { inputs: { workspace: 'preview-1', operation: 'apply' }, files: { 'main.tf': configuration } })
    hcp.createWorkspace('preview-3', { tags: ['preview-repository=1', 'preview-pull-request=3'] })
    hcp.createWorkspace('preview-4', { tags: [inLines(4)[0] ?? '', 'preview-pull-request=1'] })
    hcp.createWorkspace('preview-5')
    const everything = names(hcp)
    const writes = hcp.journal.writes.length
    github.faults.set({ name: 'unavailable', on: 'GET /repos/:owner/:repo/pulls/:number', nth: 2, times: 1 })
    expect((await workflow('preview-sweep', hcp, github, {})).conclusion).toBe('failure')
    expect([names(hcp), hcp.journal.writes.length]).toEqual([everything, writes])
    expect((await workflow('preview-sweep', hcp, github, {})).conclusion).toBe('success')
    expect(names(hcp)).toEqual(everything.filter(name => name !== 'preview-1'))
  }
)
