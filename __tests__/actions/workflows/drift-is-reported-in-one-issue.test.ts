import { expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { serveGithub, type Github } from '../../../packages/github-server/src/index.ts'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runWorkflow } from '../../../packages/workflow-runner/src/index.ts'
import { runStep } from '../on-a-runner.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')

/** Runs the example, and tells how it ended and what issues there are. */
async function report(hcp: Hcp, github: Github) {
  const { ended } = runWorkflow({
    file: join(ROOT, 'examples', 'drift-report.yml'),
    repository: join(ROOT, 'examples', 'demo'),
    actions: { 'OWNER/hcp-terraform-action': ROOT },
    secrets: { TF_API_TOKEN: hcp.token },
    machine: { TF_HOSTNAME: hcp.address },
    github: github.context
  })
  const { log } = await ended
  const issues = [...github.repository.issues.values()].map(({ number, state, title, body }) => {
    const rows = body.trim().split('\n').slice(4)
    return { number, state, title, rows: rows.map(row => row.replace(/\]\(.*\)/, ']')) }
  })
  return { issues, log }
}

const present = ['curl', 'jq'].every(name => spawnSync(name, ['--help'], { stdio: 'ignore' }).error === undefined)
if (!present) console.warn('SKIPPED: curl or jq is not on PATH; the report of drift was not tried.')

;(present ? test : test.skip)(
  'one issue is opened for drift, kept up to date, and closed when there is none',
  async () => {
    await using hcp = await serve({ organization: 'acme', workspace: 'web', engine: 'simulated' })
    await using github = await serveGithub({ permissions: { issues: 'write' } })
    // What others wrote, and what people ask for, is not a report.
    const others = github.addPullRequest({ number: 3 })
    for (const name of ['api', 'network']) {
      hcp.createWorkspace(name, { tags: ['production'] })
      await runStep(hcp, { inputs: { workspace: name, operation: 'apply' } })
    }
    const [api, network] = [hcp.find('api'), hcp.find('network')]
    const applied = String(api.currentStateVersion?.state)
    hcp.seedState({ greeting: { value: 'changed by hand' } }, api)
    network.attributes['execution-mode'] = 'local'
    const opened = {
      number: 4,
      state: 'open',
      title: 'Terraform: 1 workspace has drift',
      rows: ['| `api` | [has changes] |', '| `network` | not checked |']
    }
    expect((await report(hcp, github)).issues).toEqual([opened])

    // One that could not be checked keeps the issue open.
    hcp.seedState(applied.replace(/"serial": ?\d+/, '"serial": 99'), api)
    const unchecked = { ...opened, title: 'Terraform: 0 workspaces have drift', rows: ['| `network` | not checked |'] }
    expect((await report(hcp, github)).issues).toEqual([unchecked])

    network.attributes['execution-mode'] = 'remote'
    expect((await report(hcp, github)).issues).toEqual([{ ...unchecked, state: 'closed' }])
    expect(others.state).toBe('open')
  }
)
