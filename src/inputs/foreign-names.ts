/** What other actions call things that have another name here, or none. */
const INPUTS: Readonly<Record<string, string>> = {
  configuration_version: 'Write `configuration-version-id`',
  plan_only: '`operation: plan`, the default, plans only',
  save_plan: 'Write `operation: save-plan`',
  is_destroy: 'Write `mode: destroy` with `operation: apply`',
  run: 'Write `run-id`',
  plan: 'Write `run-id` and use the action `run/show`',
  type: 'Write `operation`, and `mode: destroy` to destroy',
  targets: 'Write `target`, one address per line',
  'tf-vars': 'Write `variables`, one `name = value` per line',
  'wait-for-completion': 'Write `wait`'
}

const VARIABLES: Readonly<Record<string, string>> = {
  TF_MAX_TIMEOUT: 'Set the inputs `timeout` for the run and `queue-timeout` for the wait before it'
}

/**
 * A sentence for each input and variable of the actions that people come from, which has no effect here. The runner passes undeclared
 * inputs, too.
 */
export function foreignNames(env: NodeJS.ProcessEnv): readonly string[] {
  const given = (name: string): boolean => (env[name] ?? '') !== ''
  return [
    ...Object.entries(INPUTS)
      .filter(([name]) => given(`INPUT_${name.toUpperCase()}`))
      .map(([name, instead]) => `The input \`${name}\` has no effect in this action. ${instead}.`),
    ...Object.entries(VARIABLES)
      .filter(([name]) => given(name))
      .map(([name, instead]) => `The environment variable ${name} has no effect in this action. ${instead}.`)
  ]
}
