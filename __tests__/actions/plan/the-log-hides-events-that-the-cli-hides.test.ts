import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { cloudBlock, hasTerraform, terraformCli } from '../../../packages/hcp-terraform-server/tests/terraform-cli.ts'
import { runStep } from '../on-a-runner.ts'

/** The types of the machine-readable UI, and one that none has. https://developer.hashicorp.com/terraform/internals/machine-readable-ui */
const TYPES = [
  'version',
  'log',
  'refresh_start',
  'refresh_complete',
  'apply_start',
  'apply_progress',
  'apply_complete',
  'apply_errored',
  'provision_start',
  'provision_progress',
  'provision_complete',
  'provision_errored',
  'ephemeral_op_start',
  'ephemeral_op_progress',
  'ephemeral_op_complete',
  'ephemeral_op_errored',
  'planned_change',
  'resource_drift',
  'change_summary',
  'some_later_type'
]

const addr = 'x_y.a'
const resource = { addr, module: '', resource: addr, resource_type: 'x_y', resource_name: 'a', resource_key: null }
const event = (phase: string, type: string): string =>
  `${JSON.stringify({
    '@level': 'info',
    '@message':
      type === 'provision_progress'
        ? `${addr}: (local-exec): ${phase} message of ${type}.`
        : `${phase} message of ${type}.`,
    type,
    terraform: '1.11.4',
    ui: '1.2',
    hook: {
      resource,
      action: 'create',
      elapsed_seconds: 1,
      provisioner: 'local-exec',
      output: `${phase} message of ${type}.`
    },
    change: { resource, action: 'create' },
    changes: { add: 1, change: 0, remove: 0, operation: phase }
  })}\n`
/** The CLI leaves out the first lines of an apply. */
const HEAD = ['Terraform v1.11.4\n', 'on linux_amd64\n', 'Initializing plugins and modules...\n']
const logOf = (phase: string): string[] => [...HEAD, ...TYPES.map(type => event(phase, type))]

const PLAN = {
  format_version: '1.2',
  output_changes: {
    o: {
      actions: ['create'],
      before: null,
      after: 1,
      after_unknown: false,
      before_sensitive: false,
      after_sensitive: false
    }
  }
}

/** The lines of events, with their colours. How often they end differs. */
const shown = (text: string): readonly string[] =>
  text
    .split('\n')
    // eslint-disable-next-line no-control-regex -- colours are control characters
    .map(line => line.replace(/(?:\u001b\[0m)+$/, ''))
    .filter(line => / message of (?!change_summary)/.test(line))

const present = hasTerraform()
if (!present) console.warn('SKIPPED: terraform is not on PATH; the log was not compared with the real CLI.')

;(present ? test : test.skip)(
  'the log shows the events that terraform shows in cloud mode, as it shows them, and no other',
  async () => {
    await using hcp = await serve({
      script: { plan: { log: logOf('plan'), json: PLAN, additions: 1 }, apply: { log: logOf('apply'), additions: 1 } }
    })
    await using terraform = await terraformCli(hcp, { 'main.tf': cloudBlock('demo') })
    await terraform.run('init -input=false')
    const { stdout } = await terraform.run('apply -input=false -auto-approve')
    const { log } = await runStep(hcp, { inputs: { operation: 'apply' } })
    expect(shown(log)).toEqual(shown(stdout))
    expect(shown(stdout)).toHaveLength(24)
  },
  240_000
)
