import { parseInputs, type Inputs, type InputReader } from '../github/inputs.ts'
import { limitInputs } from './limit-inputs.ts'
import { connectionInputs, workspaceInputs } from './connection.ts'
import { directoryInput } from './path-inputs.ts'
import { rejectMissingGithubToken, reportInputs, unreported } from './report-inputs.ts'
import { reviewInputs } from './review-inputs.ts'
import { exportInputs } from './export-inputs.ts'
import { runVariableInputs } from './run-variable-inputs.ts'

export type RunInputs = ReturnType<typeof runInputs>

/** The root action's inputs: what each may be, and which contradict each other. */
export const runInputs = (read: InputReader, env: NodeJS.ProcessEnv) =>
  parseInputs(read, input => {
    const connection = connectionInputs(input, env)
    const inputs = {
      connection,
      ...workspaceInputs(input, env),
      directory: directoryInput(input, env),
      configurationVersionId: input.text('configuration-version-id'),
      operation: input.choice('operation', ['plan', 'apply', 'save-plan'], {
        destroy: 'To destroy everything, set `operation` to `apply` and `mode` to `destroy`',
        refresh: 'To refresh the state, set `operation` to `apply` and `mode` to `refresh-only`'
      }),
      mode: input.choice('mode', ['normal', 'destroy', 'refresh-only']),
      message: input.text('message'),
      comment: input.text('comment'),
      target: input.lines('target'),
      replace: input.lines('replace'),
      ...runVariableInputs(input, env),
      refresh: input.flag('refresh'),
      allowEmptyApply: input.flag('allow-empty-apply'),
      terraformVersion: input.text('terraform-version'),
      expectNoChanges: input.flag('expect-no-changes'),
      generateConfiguration: input.flag('generate-configuration'),
      applyOnlyIf: input.choices('apply-only-if', ['reviewed', 'same-files', 'no-destroys']),
      ...reviewInputs(input, connection.token),
      supersede: input.flag('supersede'),
      matrix: input.text('matrix'),
      wait: input.flag('wait'),
      ...limitInputs(input),
      onTimeout: input.choice('on-timeout', ['cancel', 'leave']),
      onCancel: input.choice('on-cancel', ['cancel', 'leave']),
      onOverride: overrideInput(input),
      exports: exportInputs(input),
      report: reportInputs(input)
    }
    if (inputs.wait) rejectMissingGithubToken(input, inputs.report)
    for (const [name, problem] of conflicts(input, inputs)) {
      // What follows from a value that is wrong itself is not worth saying.
      const causes = Array.from(problem.matchAll(/`([\w-]+)(?:: [\w-]+)?`/g), ([, cause = '']) => cause)
      if (!input.isRejected(...causes)) input.reject(name, problem)
    }
    return inputs
  })

/** What a step does whose run waits for an override. */
export const overrideInput = (input: Inputs) => input.choice('on-policy-override', ['fail', 'succeed'])

type Given = Pick<
  ReturnType<typeof runInputs>,
  | 'configurationVersionId'
  | 'operation'
  | 'mode'
  | 'comment'
  | 'replace'
  | 'refresh'
  | 'allowEmptyApply'
  | 'terraformVersion'
  | 'expectNoChanges'
  | 'generateConfiguration'
  | 'wait'
  | 'failIfBusy'
  | 'exports'
  | 'applyOnlyIf'
  | 'reviewKey'
  | 'reviewedSensitiveValues'
  | 'onTimeout'
  | 'onOverride'
  | 'report'
>

/** Inputs that can't be meant together, each with why. */
function conflicts(input: Inputs, given: Given): readonly (readonly [string, string])[] {
  const {
    configurationVersionId,
    operation,
    mode,
    comment,
    replace,
    refresh,
    allowEmptyApply,
    terraformVersion,
    expectNoChanges,
    generateConfiguration,
    applyOnlyIf,
    wait,
    failIfBusy,
    onTimeout,
    onOverride,
    report,
    exports
  } = given
  const plans = operation === 'plan'
  const unwaited = 'has no effect with `wait: false`, because the step does not wait for the run. Remove one of them'
  const rules: readonly (readonly [boolean, string, string])[] = [
    [
      configurationVersionId !== undefined && input.text('directory') !== undefined,
      'directory',
      'has no effect with `configuration-version-id`, which is already uploaded. Set only one of them'
    ],
    [
      !plans && terraformVersion !== undefined,
      'terraform-version',
      'is only for plans. Remove it, or set `operation: plan`'
    ],
    [!plans && expectNoChanges, 'expect-no-changes', 'is only for plans. Remove it, or set `operation: plan`'],
    [!plans && generateConfiguration, 'generate-configuration', 'is only for plans. Set `operation: plan`'],
    [
      mode !== 'normal' && generateConfiguration,
      'generate-configuration',
      `has no effect with \`mode: ${mode}\`, which imports nothing. Remove one of them`
    ],
    [
      operation !== 'apply' && applyOnlyIf.length > 0,
      'apply-only-if',
      `has no effect with \`operation: ${operation}\`, which applies nothing. Remove it, or set \`operation\` to \`apply\``
    ],
    [
      operation !== 'apply' && comment !== undefined,
      'comment',
      `has no effect with \`operation: ${operation}\`, which applies nothing. Remove it, or set \`operation\` to \`apply\``
    ],
    [
      plans && allowEmptyApply,
      'allow-empty-apply',
      'has no effect with `operation: plan`, which applies nothing. Remove it, or set `operation` to `apply`'
    ],
    [
      mode !== 'normal' && replace.length > 0,
      'replace',
      `can't be combined with \`mode: ${mode}\`. Remove one of them`
    ],
    [mode === 'refresh-only' && !refresh, 'refresh', 'must be `true` with `mode: refresh-only`, which only refreshes'],
    [
      mode !== 'normal' && applyOnlyIf.includes('no-destroys'),
      'apply-only-if',
      mode === 'destroy'
        ? "can't be `no-destroys` with `mode: destroy`, which only destroys. Remove one of them"
        : 'has no effect with `mode: refresh-only`, which destroys nothing. Remove `no-destroys`'
    ],
    [
      applyOnlyIf.includes('same-files') && !applyOnlyIf.includes('reviewed'),
      'apply-only-if',
      "can't be `same-files` without `reviewed`, which finds the report of the plan. Add `reviewed`"
    ],
    [!wait && comment !== undefined, 'comment', unwaited],
    [!wait && exports.prefix !== '', 'output-prefix', unwaited],
    [!wait && exports.sensitive === 'mask', 'sensitive-outputs', unwaited],
    [!wait && expectNoChanges, 'expect-no-changes', unwaited],
    [!wait && generateConfiguration, 'generate-configuration', unwaited],
    [!wait && applyOnlyIf.length > 0, 'apply-only-if', unwaited],
    [!wait && input.text('timeout') !== undefined, 'timeout', unwaited],
    [!wait && input.text('queue-timeout') !== undefined, 'queue-timeout', unwaited],
    [
      operation !== 'apply' && failIfBusy,
      'queue-timeout',
      `can't be \`0s\` with \`operation: ${operation}\`, whose run waits for no other run and no lock. Remove it, or set a longer time`
    ],
    [!wait && onTimeout === 'leave', 'on-timeout', unwaited],
    [!wait && onOverride === 'succeed', 'on-policy-override', unwaited],
    [
      plans && onOverride === 'succeed',
      'on-policy-override',
      'has no effect with `operation: plan`, whose run ends when a policy fails. Remove one of them'
    ],
    [!wait && report.comment === 'on-changes', 'pull-request-comment', unwaited],
    ...unreported(input, given)
  ]
  return rules.filter(([conflict]) => conflict).map(([, name, problem]) => [name, problem])
}
