import { RunFailed } from '../errors.ts'
import { ignoredChoices, type Choice } from '../tfe/ignored-choices.ts'
import type { NewRun, Run } from '../tfe/resources/runs.ts'

/**
 * What a created run does not have of what was asked for: without `target-addrs`, a targeted apply applies everything.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#create-a-run
 */
export const ignoredAttributes = (
  asked: NewRun,
  { resource, configurationVersionId, workspaceId }: Run
): readonly string[] =>
  ignoredChoices('run', choices(asked), attribute =>
    attribute === 'configuration-version'
      ? configurationVersionId
      : attribute === 'workspace'
        ? workspaceId
        : resource.attributes.value(attribute)
  )

/** A run is not the one that was asked for: the answer to its creation shows that, or a later reading. */
export class NotAsAsked extends RunFailed {
  readonly run: Run
  readonly problems: readonly string[]

  constructor(run: Run, problems: readonly string[]) {
    super(['The service created a run that differs from the requested one:', ...problems].join('\n'))
    this.run = run
    this.problems = problems
  }
}

const choices = (run: NewRun): Readonly<Record<string, Choice>> => ({
  'plan-only': { asked: run.planOnly, input: 'operation', preset: false },
  // A workspace may have it on. A run that only plans applies nothing in either case.
  ...(!run.planOnly && {
    'auto-apply': { asked: run.autoApply, input: run.autoApply ? 'wait' : 'operation', preset: undefined }
  }),
  'save-plan': { asked: run.savePlan, input: 'operation', preset: false },
  'is-destroy': { asked: run.isDestroy, input: 'mode', preset: false },
  'refresh-only': { asked: run.refreshOnly, input: 'mode', preset: false },
  refresh: { asked: run.refresh, input: 'refresh', preset: true },
  'allow-empty-apply': { asked: run.allowEmptyApply, input: 'allow-empty-apply', preset: false },
  ...(run.allowConfigGeneration && {
    'allow-config-generation': { asked: true, input: 'generate-configuration', preset: undefined }
  }),
  'target-addrs': { asked: run.targetAddrs, input: 'target', preset: [] },
  'replace-addrs': { asked: run.replaceAddrs, input: 'replace', preset: [] },
  variables: { asked: run.variables, input: 'variables', preset: [], isSecret: true },
  ...(run.terraformVersion !== undefined && {
    'terraform-version': { asked: run.terraformVersion, input: 'terraform-version', preset: undefined }
  }),
  'configuration-version': {
    asked: run.configurationVersionId,
    input: 'configuration-version-id',
    preset: undefined
  },
  workspace: { asked: run.workspaceId, input: 'workspace', preset: undefined }
})
