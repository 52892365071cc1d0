import { run as runElsewhere } from '../../faults/given.ts'
import { expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { cpSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve, type Hcp, type RunScript, type RunStatus } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runWorkflow } from '../../../packages/workflow-runner/src/index.ts'
import { place } from '../../slug/trees.ts'
import { ARCHIVE, COMMIT } from '../configurations.ts'
import { runStep } from '../on-a-runner.ts'
import { stateAndLock, stateText, stateWithResources } from '../states.ts'
import { ACT, NOT_IN_ACT, throughAct, type Ended } from './through-act.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')
const DEMO = join(ROOT, 'examples', 'demo')

type Given = Readonly<Record<string, string>>

interface Example {
  readonly script?: RunScript
  readonly product?: 'enterprise'
  /** A command that its scripts run. */
  readonly needs?: string
  /** The directories of the repository, each with the demo configuration. Without them it is at the top. */
  readonly directories?: readonly string[]
  /** The files that the pull request changes that starts it. */
  readonly changes?: readonly string[]
  /** The commit whose push starts it. */
  readonly push?: string
  /** Makes what exists before, and gives the workflow's inputs. */
  readonly given?: (hcp: Hcp) => Given | Promise<Given>
  /** What shows that it did what it says, in its log or at the service. */
  readonly shows: (hcp: Hcp, ended: Ended) => unknown
  readonly is: unknown
}

/** A run by this project's own action, as it is when the action ends or when it has come to `status`. */
const aRun =
  (inputs: Given = {}, status?: RunStatus) =>
  async (hcp: Hcp): Promise<Given> => {
    const { outputs } = await runStep(hcp, { workspace: DEMO, inputs })
    if (status !== undefined) await hcp.until(status)
    return { 'run-id': outputs['run-id'] ?? '' }
  }

const NO_WAIT = { wait: 'false' }
const APPLIED = { apply: { outputs: { greeting: { value: 'hello' } } } }

/** The older of two configuration versions, which is not the current one. */
const aVersion = async (hcp: Hcp): Promise<Given> => {
  const upload = () => runStep(hcp, { action: 'configuration/upload', workspace: DEMO })
  const { outputs } = await upload()
  await upload()
  return { 'configuration-version-id': outputs['configuration-version-id'] ?? '' }
}

/** Two states; the older one may be gone back to. */
const states = (hcp: Hcp): string => {
  const { id } = hcp.seedState(stateText(3))
  hcp.seedState(stateText(4))
  return id
}

const runStatuses = ({ world }: Hcp) => [...world.runs.values()].map(({ status }) => status)
const versionStatuses = ({ world }: Hcp) => [...world.configurationVersions.values()].map(({ status }) => status)
const said =
  (pattern: RegExp) =>
  (_hcp: Hcp, { log }: Ended) =>
    pattern.exec(log)?.[0]

const variablesOf = ({ world }: Hcp, name: string): readonly string[] =>
  [...world.variables.values()]
    .filter(({ owner }) => 'attributes' in owner && owner.attributes.name === name)
    .map(({ attributes }) => `${attributes.key}=${attributes.value}`)

const EXAMPLES: Readonly<Record<string, Example>> = {
  apply: { script: APPLIED, shows: said(/^greeting is .*/m), is: 'greeting is hello' },
  'plan-and-apply': { script: APPLIED, shows: runStatuses, is: ['planned_and_finished'] },
  'run-show': { given: aRun(), shows: said(/^\w+, has changes: .*/m), is: 'planned_and_finished, has changes: true' },
  'run-wait': { shows: runStatuses, is: ['planned_and_finished'] },
  'run-apply': { shows: runStatuses, is: ['applied'] },
  'run-discard': {
    given: aRun({ operation: 'save-plan' }, 'planned_and_saved'),
    shows: runStatuses,
    is: ['discarded']
  },
  'run-cancel': {
    script: { hold: ['planning'] },
    given: aRun(NO_WAIT, 'planning'),
    shows: runStatuses,
    is: ['canceled']
  },
  'run-override': {
    script: { policies: [{ name: 'cost', enforcement: 'soft-mandatory', passes: false }] },
    given: hcp => runElsewhere(hcp, 'policy_override'),
    shows: runStatuses,
    is: ['applied']
  },
  'run-find': {
    push: COMMIT['commit-sha'],
    given: async hcp => {
      await hcp.commit(ARCHIVE, COMMIT, { autoQueueRuns: true, speculative: true })
      return {}
    },
    shows: said(/^the run is .*/m),
    is: 'the run is planned_and_finished'
  },
  'run-list': {
    needs: 'jq',
    given: async hcp => {
      await aRun({ operation: 'save-plan', message: 'Change it' }, 'planned_and_saved')(hcp)
      return {}
    },
    shows: said(/^planned_and_saved: .*/m),
    is: expect.stringMatching(/^planned_and_saved: Change it/)
  },
  'run-comment': {
    given: () => ({ ticket: 'T-1' }),
    shows: ({ world }) => [...world.comments.values()].map(({ body }) => body),
    is: ['Planned for T-1']
  },
  outputs: {
    given: hcp => {
      hcp.seedState({ greeting: { value: 'hello' }, region: { value: 'eu-west-1' } })
      return {}
    },
    shows: said(/^deploying to .*/m),
    is: 'deploying to eu-west-1'
  },
  'configuration-upload': {
    given: hcp => {
      hcp.createWorkspace('web-staging')
      return {}
    },
    // The jobs of a matrix begin in any order.
    shows: ({ world }) => [...world.runs.values()].map(({ workspace }) => workspace.attributes.name).toSorted(),
    is: ['web', 'web-staging']
  },
  'configuration-list': {
    needs: 'jq',
    // The current version is older than the three newest, which are for speculative plans. The service refuses to archive it.
    given: async hcp => {
      await aVersion(hcp)
      for (let count = 0; count < 3; count++)
        await runStep(hcp, { action: 'configuration/upload', workspace: DEMO, inputs: { speculative: 'true' } })
      return {}
    },
    shows: (hcp, { log }) => [versionStatuses(hcp), /409 .*/.exec(log)?.[0]],
    is: [['archived', 'uploaded', 'uploaded', 'uploaded', 'uploaded'], expect.stringContaining('it is current')]
  },
  'configuration-show': {
    given: async hcp => ({ 'configuration-version-id': (await hcp.commit(ARCHIVE, COMMIT)).id }),
    shows: said(/^[0-9a-f]{40}$/m),
    is: COMMIT['commit-sha']
  },
  'configuration-download': { given: aRun(), shows: said(/^Unpacked .*/m), is: 'Unpacked 3 files.' },
  'configuration-archive': { given: aVersion, shows: versionStatuses, is: ['archived', 'uploaded'] },
  'configuration-soft-delete': {
    product: 'enterprise',
    given: aVersion,
    shows: versionStatuses,
    is: ['backing_data_soft_deleted', 'uploaded']
  },
  'configuration-restore': {
    product: 'enterprise',
    given: async hcp => {
      const inputs = await aVersion(hcp)
      await runStep(hcp, {
        action: 'configuration/soft-delete',
        inputs: { ...inputs, organization: undefined, workspace: undefined }
      })
      return inputs
    },
    shows: versionStatuses,
    is: ['uploaded', 'uploaded']
  },
  'configuration-permanently-delete': {
    product: 'enterprise',
    given: aVersion,
    shows: versionStatuses,
    is: ['backing_data_permanently_deleted', 'uploaded']
  },
  'state-list': {
    needs: 'jq',
    given: hcp => {
      for (let serial = 1; serial <= 10; serial++) hcp.seedState(stateWithResources(serial, 79))
      return {}
    },
    shows: said(/^10\t.*\tsv-\w+\n9\t.*\tsv-\w+$/m),
    is: expect.stringContaining('sv-')
  },
  'state-show': {
    needs: 'jq',
    given: hcp => {
      hcp.seedState(stateWithResources(1, 1_000))
      return {}
    },
    shows: said(/^\{\n {2}"\w+": \d+\n\}$/m),
    is: expect.stringContaining(': 1000')
  },
  'state-download': {
    needs: 'openssl',
    given: hcp => {
      states(hcp)
      return {}
    },
    // As the workflow runner of this repository says it, and as actions/upload-artifact does, which act runs.
    shows: said(/^Artifact state(?=: 1 file$| has been successfully uploaded!)/m),
    is: 'Artifact state'
  },
  'state-upload': {
    given: hcp => {
      states(hcp)
      hcp.createWorkspace('moved')
      return { to: 'moved' }
    },
    shows: hcp => stateAndLock(hcp, hcp.find('moved')),
    is: { state: stateText(4), lock: undefined }
  },
  'state-rollback': {
    given: hcp => ({ 'state-version-id': states(hcp) }),
    shows: hcp => hcp.find().currentStateVersion?.serial,
    is: 5
  },
  workspaces: {
    directories: ['network', 'api', 'untouched'],
    changes: ['network/main.tf', 'api/main.tf', 'README.md'],
    given: hcp => {
      for (const name of ['network', 'api', 'untouched'])
        hcp.createWorkspace(name, { 'working-directory': name, tags: ['monorepo'] })
      return {}
    },
    shows: said(/^\| workspace(.*\n\|){3}.*/m),
    is: expect.stringMatching(
      /^\| workspace .*\n\| --- .*(\n\| (api|network) \| \[planned_and_finished\]\(http.*\) \| \d+ \| 0 \| 0 \|){2}$/
    )
  },
  'workspaces-ensure': {
    given: hcp => {
      hcp.find().attributes['working-directory'] = 'env'
      return { workspace: 'web-2' }
    },
    shows: (hcp, { log }) => [
      /^created .*/m.exec(log)?.[0],
      hcp.find('web-2').attributes['working-directory'],
      variablesOf(hcp, 'web-2')
    ],
    is: [
      'created true, changed ["tags","region","zones","CLOUD_TOKEN"]',
      'env',
      ['region=eu-west-1', 'zones=["a", "b"]', 'CLOUD_TOKEN=cloud-secret']
    ]
  },
  'workspaces-set-variables': {
    script: APPLIED,
    given: () => ({ version: '1.10' }),
    shows: hcp => [...variablesOf(hcp, 'web'), ...runStatuses(hcp)],
    is: ['name=1.10', 'applied']
  },
  'workspaces-delete': {
    given: hcp => {
      hcp.createWorkspace('old')
      return { workspace: 'old' }
    },
    shows: ({ world }) => [...world.workspaces.values()].map(({ attributes }) => attributes.name),
    is: ['web']
  },
  'workspaces-lock': {
    given: hcp => ({ 'state-version-id': states(hcp) }),
    shows: hcp => [hcp.find().currentStateVersion?.serial, hcp.find().lock],
    is: [5, undefined]
  },
  'workspaces-unlock': {
    shows: hcp => [hcp.journal.lines.filter(line => line.includes('lock')), hcp.find().lock],
    is: [['POST /workspaces/:id/actions/lock', 'POST /workspaces/:id/actions/unlock'], undefined]
  },
  layers: {
    directories: ['a-app', 'z-network'],
    given: hcp => {
      hcp.createWorkspace('a-app', { 'working-directory': 'a-app', tags: ['layer=apps'] })
      hcp.createWorkspace('z-network', { 'working-directory': 'z-network', tags: ['layer=network'] })
      return {}
    },
    shows: ({ world }) => [...world.runs.values()].map(({ workspace, status }) => [workspace.attributes.name, status]),
    is: [
      ['z-network', 'applied'],
      ['a-app', 'applied']
    ]
  }
}

/** Examples that have scenarios of their own. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'drift-report': 'drift-is-reported-in-one-issue',
  'preview-environments': 'a-preview-environment-ends-with-its-pull-request',
  'preview-sweep': 'a-preview-environment-ends-with-its-pull-request',
  'pull-request-commands': 'pull-request-commands-are-guarded'
}

test('every action has an example', () => {
  const actions = globSync(['action.yml', '{outputs,run,configuration,state,workspaces}{,/*}/action.yml'], {
    cwd: ROOT
  })
  const names = actions.map(path => (path === 'action.yml' ? 'apply' : dirname(path).replace('/', '-')))
  expect(Object.keys(EXAMPLES)).toEqual(expect.arrayContaining(names))
})

test('every example is run', () => {
  const files = globSync('examples/*.yml', { cwd: ROOT }).map(path => basename(path, '.yml'))
  expect([...Object.keys(EXAMPLES), ...Object.keys(ELSEWHERE)].toSorted()).toEqual(files.toSorted())
  for (const [name, scenarios] of Object.entries(ELSEWHERE))
    expect(readFileSync(join(import.meta.dirname, `${scenarios}.test.ts`), 'utf8')).toContain(`'${name}`)
})

const isThere = (command: string): boolean => spawnSync(command, ['--help'], { stdio: 'ignore' }).error === undefined
const runnable = Object.entries(EXAMPLES).filter(([name, { needs }]) => {
  if (ACT !== undefined && name in NOT_IN_ACT) {
    console.warn(`SKIPPED: examples/${name}.yml: ${NOT_IN_ACT[name] ?? ''}.`)
    return false
  }
  if (needs === undefined || isThere(needs)) return true
  console.warn(`SKIPPED: examples/${name}.yml, since ${needs} is not on PATH.`)
  return false
})

test.concurrent.each(runnable)(
  '%s',
  async (name, { script, product, directories = [], changes, push, given, shows, is }) => {
    await using hcp = await serve({
      organization: 'acme',
      workspace: 'web',
      ...(script && { script }),
      ...(product && { product })
    })
    await using github = await serveGithub()
    const inputs = (await given?.(hcp)) ?? {}
    using repository = place()
    for (const directory of directories) cpSync(DEMO, repository.at(directory), { recursive: true })
    const options = {
      file: join(ROOT, 'examples', `${name}.yml`),
      repository: directories.length > 0 ? repository.path : DEMO,
      actions: { 'OWNER/hcp-terraform-action': ROOT },
      secrets: { TF_API_TOKEN: hcp.token, BACKUP_PASSPHRASE: 'correct horse', CLOUD_TOKEN: 'cloud-secret' },
      inputs: name === 'run-override' ? { ...inputs, reason: 'It is urgent' } : inputs,
      machine: { TF_HOSTNAME: hcp.address },
      github: github.context,
      ...(push !== undefined && { event: { name: 'push', payload: { after: push } } }),
      ...(changes && github.trigger('pull_request', github.addPullRequest({ files: changes })))
    }
    const workflow = await (ACT === undefined ? runWorkflow(options).ended : throughAct(ACT, options))
    // Of one that fails, the message is in its log.
    expect([workflow.conclusion, workflow.conclusion === 'success' ? '' : workflow.log]).toEqual(['success', ''])
    expect(shows(hcp, workflow)).toEqual(is)
  }
)
