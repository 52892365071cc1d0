import { isObject, type Json } from '../json.ts'
import type { NewRun, Run } from '../tfe/resources/runs.ts'

/** One choice of a new run: what was asked for, and the service's default. */
interface Choice {
  readonly asked: Json
  /** The input that asks for it. */
  readonly input: string
  /** Undefined where there is no default that is safe to rely on: then the run has to say that it heeded the choice. */
  readonly preset: Json | undefined
}

/**
 * What a created run does not have of what was asked for. A server that doesn't know an attribute ignores it without a word: a targeted
 * apply applies everything. A value other than the API's default that the run does not show was not heeded, and a value that it shows must be
 * the one that was asked for. https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#create-a-run
 */
export function ignoredAttributes(
  asked: NewRun,
  { resource, configurationVersionId, workspaceId }: Run
): readonly string[] {
  const { attributes } = resource
  const different = Object.entries(choices(asked)).flatMap(([attribute, { asked: wanted, input, preset }]) => {
    const shown = comparable(attributes.value(attribute))
    const want = comparable(wanted)
    if (shown === ABSENT)
      return preset !== undefined && comparable(preset) === want ? [] : [sentence(attribute, input, wanted)]
    return shown === want ? [] : [sentence(attribute, input, wanted, attributes.value(attribute))]
  })
  return [
    ...different,
    ...(configurationVersionId === asked.configurationVersionId
      ? []
      : [
          sentence(
            'configuration-version',
            'configuration-version-id',
            asked.configurationVersionId,
            configurationVersionId
          )
        ]),
    ...(workspaceId === undefined || workspaceId === asked.workspaceId
      ? []
      : [sentence('workspace', 'workspace', asked.workspaceId, workspaceId)])
  ]
}

function choices(run: NewRun): Readonly<Record<string, Choice>> {
  return {
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
    variables: { asked: run.variables, input: 'variables', preset: [] },
    ...(run.terraformVersion !== undefined && {
      'terraform-version': { asked: run.terraformVersion, input: 'terraform-version', preset: undefined }
    })
  }
}

const ABSENT = 'absent'

/** A value as a text that is the same for what means the same: lists are sets. */
function comparable(value: Json | undefined): string {
  if (value === undefined || value === null) return ABSENT
  if (!Array.isArray(value)) return JSON.stringify(value)
  const items = (value as readonly Json[]).map(item => JSON.stringify(isObject(item) ? [item.key, item.value] : item))
  return JSON.stringify([...new Set(items)].toSorted())
}

/** Values of variables may be secret: they are not shown. */
function sentence(attribute: string, input: string, wanted: Json, shown?: Json): string {
  const isSecret = attribute === 'variables'
  const has =
    shown === undefined || shown === null ? 'does not show it' : isSecret ? 'has other values' : `has ${text(shown)}`
  return `\`${attribute}\` (from the input \`${input}\`): asked for ${isSecret ? 'values' : text(wanted)}, but the run ${has}`
}

const text = (value: Json): string =>
  typeof value === 'string' ? `"${value}"` : Array.isArray(value) ? value.join(', ') || 'none' : JSON.stringify(value)
