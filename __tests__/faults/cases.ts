import { serve, type Hcp, type RunScript, type RunStatus } from '../../packages/hcp-terraform-server/src/index.ts'
import { stateText } from '../actions/states.ts'
import { oldVersion, run, softDeleted, version } from './given.ts'

type Inputs = Readonly<Record<string, string | undefined>>

/** One use of an action, in a world that is made for it. */
export interface Case {
  readonly action: string
  readonly product?: 'enterprise'
  readonly script?: RunScript
  readonly files?: Readonly<Record<string, string>>
  /** What exists before; gives the step's inputs. */
  readonly given?: (hcp: Hcp) => Inputs | Promise<Inputs>
  /** Started by a pull request's event. */
  readonly pullRequest?: boolean
}

const OUTPUTS = { url: { value: 'https://example.com' }, secret: { value: 'correct horse', sensitive: true } }
const PLAN = {
  format_version: '1.2',
  configuration: { root_module: {} },
  resource_changes: ['a', 'b'].map(name => ({
    address: `null_resource.${name}`,
    type: 'null_resource',
    name,
    change: { actions: ['create'], before: null, after: {}, after_sensitive: {} }
  }))
}
const CHECKED: RunScript = {
  plan: {
    additions: 2,
    json: PLAN,
    log: ['Terraform will perform the following actions\n', 'Plan: 2 to add, 0 to change, 0 to destroy.\n']
  },
  apply: { additions: 2, outputs: OUTPUTS, log: 'Apply complete!\n' },
  costEstimate: { prior: '1.00', proposed: '3.00', delta: '2.00' },
  policies: [{ name: 'cost', enforcement: 'soft-mandatory', passes: true }],
  policySets: [{ name: 'net', policies: [{ name: 'open', enforcement: 'advisory', passes: true }] }],
  tasks: [{ name: 'scan', stage: 'post_plan', enforcement: 'mandatory', passes: true }]
}
const MASKED = { 'sensitive-outputs': 'mask' }
const NO_WORKSPACE = { organization: undefined, workspace: undefined }
const STATE = { 'terraform.tfstate': stateText(4) }

const seeded =
  (inputs: Inputs = {}) =>
  (hcp: Hcp): Inputs => {
    hcp.seedState(OUTPUTS)
    return inputs
  }
const states = (hcp: Hcp): string => {
  const { id } = hcp.seedState(stateText(3))
  hcp.seedState(stateText(4))
  return id
}
const ofRun =
  (status: RunStatus, { inputs = {}, attributes = {} }: { inputs?: Inputs; attributes?: object } = {}) =>
  async (hcp: Hcp): Promise<Inputs> => ({ ...NO_WORKSPACE, ...(await run(hcp, status, attributes)), ...inputs })
const ofVersion =
  (make: (hcp: Hcp) => Promise<string>, inputs: Inputs = {}) =>
  async (hcp: Hcp): Promise<Inputs> => ({ ...NO_WORKSPACE, 'configuration-version-id': await make(hcp), ...inputs })

/** Every action, as it is used most. The root action once for each operation. */
export const CASES: Readonly<Record<string, Case>> = {
  plan: { action: '.', script: CHECKED, given: seeded() },
  'plan of a newer commit': {
    action: '.',
    script: { plan: { additions: 1 } },
    pullRequest: true,
    given: async hcp => {
      hcp.script({ hold: ['planning'] })
      const message = 'earlier [example/infrastructure#7@1a2b3c4d5e6f 1.1 0a1b2c3d]'
      await run(hcp, 'planning', { 'plan-only': true, message })
      return {}
    }
  },
  apply: {
    action: '.',
    script: CHECKED,
    given: () => ({ operation: 'apply', 'apply-only-if': 'no-destroys', ...MASKED })
  },
  'save-plan': { action: '.', script: CHECKED, given: () => ({ operation: 'save-plan' }) },
  outputs: { action: 'outputs', given: seeded(MASKED) },
  'run/show': { action: 'run/show', given: ofRun('planned') },
  'run/wait': { action: 'run/wait', script: CHECKED, given: ofRun('policy_checked') },
  'run/apply': {
    action: 'run/apply',
    script: { apply: { outputs: OUTPUTS } },
    given: ofRun('planned', { inputs: { ...MASKED, 'pull-request-comment': 'never' } })
  },
  'run/discard': { action: 'run/discard', given: ofRun('planned') },
  'run/cancel': { action: 'run/cancel', script: { hold: ['planning'] }, given: ofRun('planning') },
  'run/override': {
    action: 'run/override',
    script: { policies: [{ name: 'cost', enforcement: 'soft-mandatory', passes: false }] },
    given: ofRun('policy_override', { inputs: { comment: 'It is urgent' } })
  },
  'configuration/upload': { action: 'configuration/upload' },
  'configuration/list': {
    action: 'configuration/list',
    given: async hcp => {
      await oldVersion(hcp)
      return {}
    }
  },
  'configuration/show': { action: 'configuration/show', given: ofVersion(version) },
  'configuration/download': {
    action: 'configuration/download',
    given: ofVersion(version, { path: 'configuration', extract: 'true' })
  },
  'configuration/archive': { action: 'configuration/archive', given: ofVersion(oldVersion) },
  'configuration/soft-delete': {
    action: 'configuration/soft-delete',
    product: 'enterprise',
    given: ofVersion(oldVersion)
  },
  'configuration/restore': {
    action: 'configuration/restore',
    product: 'enterprise',
    given: ofVersion(async hcp => softDeleted(hcp, await oldVersion(hcp)))
  },
  'configuration/permanently-delete': {
    action: 'configuration/permanently-delete',
    product: 'enterprise',
    given: ofVersion(async hcp => softDeleted(hcp, await oldVersion(hcp)))
  },
  'state/list': {
    action: 'state/list',
    given: hcp => {
      states(hcp)
      return {}
    }
  },
  'state/show': { action: 'state/show', given: seeded() },
  'state/download': { action: 'state/download', given: seeded({ path: 'out/terraform.tfstate' }) },
  'state/upload': {
    action: 'state/upload',
    files: STATE,
    given: hcp => {
      hcp.seedState(stateText(3))
      return { path: 'terraform.tfstate' }
    }
  },
  'state/rollback': { action: 'state/rollback', given: hcp => ({ 'state-version-id': states(hcp) }) },
  workspaces: {
    action: 'workspaces',
    given: hcp => {
      hcp.createWorkspace('web-staging', { tags: ['env=staging'] })
      return { workspace: undefined, name: 'web-*' }
    }
  }
}

/** The world of a case, and the step's inputs in it. What was asked for to make it is not in the journal. */
export async function begin({
  product,
  script,
  given
}: Case): Promise<AsyncDisposable & { readonly hcp: Hcp; readonly inputs: Inputs }> {
  const hcp = await serve({ ...(product && { product }), ...(script && { script }) })
  const inputs = (await given?.(hcp)) ?? {}
  hcp.journal.clear()
  return { hcp, inputs, [Symbol.asyncDispose]: () => hcp.close() }
}
