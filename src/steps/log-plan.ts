import { isRequestFailure } from '../errors.ts'
import { isObject, parseJson, type Json } from '../json.ts'
import { addSensitiveValues, redactValue } from '../report/redact.ts'
import { Secrets } from '../secrets/secrets.ts'
import { changesOfPlan } from '../terraform/plan.ts'
import { planDifference } from '../terraform/diff/plan-difference.ts'
import { planText } from '../terraform/diff/plan-text.ts'
import type { PlanMode } from '../terraform/diff/plan-tree.ts'
import type { Scalar } from '../terraform/diff/tree.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { NO_PLAN, type PlanText } from './log-run.ts'
import type { World } from './world.ts'

/**
 * What a run's plan changes, as `terraform plan` prints it, without secrets. The plan as JSON can't always be read: that needs a service
 * that offers it, and a token that may read it.
 */
export async function planLines({ log, signal }: Pick<World, 'log' | 'signal'>, tfe: Tfe, run: Run): Promise<PlanText> {
  if (run.planId === undefined) return NO_PLAN
  try {
    const read = await tfe.plans.json(run.planId, { signal })
    const json = read && parsed(read.text)
    if (json === undefined) return NO_PLAN
    const schemas = hasSchemas(json) ? undefined : await tfe.plans.schemas(run.planId, { signal })
    return textOf(json, modeOf(run), schemas === undefined ? undefined : parsed(schemas), log.secrets)
  } catch (error) {
    if (!isRequestFailure(error)) throw error
    log.warning(`The plan's attributes can't be read: ${log.reason(error)}`)
    return NO_PLAN
  }
}

function parsed(text: string): Json | undefined {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

const hasSchemas = (json: Json): boolean => isObject(json) && json.provider_schemas !== undefined

const modeOf = (run: Run): PlanMode => {
  if (run.isRefreshOnly) return 'refresh-only'
  return run.resource.attributes.flag('is-destroy') === true ? 'destroy' : 'normal'
}

function textOf(json: Json, mode: PlanMode, schemas: Json | undefined, known: Secrets): PlanText {
  const carried = isObject(schemas) ? schemas.provider_schemas : undefined
  const plan = planDifference(json, { mode, ...(carried !== undefined && { schemas: carried }) })
  const changes = changesOfPlan(json)
  if (plan === undefined || changes === undefined) return NO_PLAN
  if (changes.source === 'unmarked') return UNMARKED
  const secrets = new Secrets(known)
  addSensitiveValues(secrets, changes)
  const value = (of: Scalar): Scalar => redactValue(of, secrets) as Scalar
  return planText(plan, { color: true, filter: { value, line: line => visible(secrets.removeFrom(line)) } })
}

const UNMARKED = {
  missing:
    'The attributes are not shown: the plan does not say which of them are sensitive, as plans of Terraform 0.14 and older do not.'
}

// eslint-disable-next-line no-control-regex -- these are what is looked for
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g

/** A terminal would obey what a value has of these: they could hide a part of the plan. */
const visible = (text: string): string =>
  text.replaceAll(CONTROLS, character => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`)
