import { Refusal } from '../refusal.ts'
import { configurationVersionResource, ingressAttributesResource } from './configuration-versions.ts'
import {
  costEstimateResource,
  policyCheckResource,
  policyEvaluationResource,
  policySetOutcomeResource,
  taskResultResource,
  taskStageResource
} from './checks.ts'
import type { Identifier, Resource, View } from './document.ts'
import { applyResource, commentResource, planResource, runEventResource, runResource } from './runs.ts'
import { outputResource, stateVersionResource } from './states.ts'
import { bindingResource } from './tags.ts'
import { terraformPolicyResource } from './terraform-policies.ts'
import { userResource } from './users.ts'
import { agentPoolResource, variableResource } from './variables.ts'
import { entitlementSetResource, organizationResource, projectResource } from './organizations.ts'
import { workspaceOutputResources, workspaceResource } from './workspaces.ts'

type Render = (view: View, id: string) => Resource | readonly Resource[] | undefined

/** How to show what a relationship points at. */
const RENDER: Readonly<Record<string, Render>> = {
  'agent-pools': from(({ world }) => world.agentPools, agentPoolResource),
  comments: from(({ world }) => world.comments, commentResource),
  applies: from(({ world }) => world.applies, applyResource),
  'configuration-versions': from(({ world }) => world.configurationVersions, configurationVersionResource),
  'cost-estimates': from(({ world }) => world.costEstimates, costEstimateResource),
  organizations: from(({ world }) => world.organizations, organizationResource),
  plans: from(({ world }) => world.plans, planResource),
  'policy-checks': from(({ world }) => world.policyChecks, policyCheckResource),
  'policy-evaluations': from(({ world }) => world.policyEvaluations, policyEvaluationResource),
  'policy-set-outcomes': from(({ world }) => world.policySetOutcomes, policySetOutcomeResource),
  projects: from(({ world }) => world.projects, projectResource),
  'run-events': from(({ world }) => world.runEvents, runEventResource),
  runs: from(({ world }) => world.runs, runResource),
  'state-version-outputs': from(
    ({ world }) => world.outputs,
    (view, output) => outputResource(view, output)
  ),
  'state-versions': from(({ world }) => world.stateVersions, stateVersionResource),
  'task-results': from(({ world }) => world.taskResults, taskResultResource),
  'tf-policy-evaluations': from(({ world }) => world.terraformPolicies, terraformPolicyResource),
  'task-stages': from(({ world }) => world.taskStages, taskStageResource),
  teams: from(({ world }) => world.people, userResource),
  users: from(({ world }) => world.people, userResource),
  vars: from(({ world }) => world.variables, variableResource),
  workspaces: from(({ world }) => world.workspaces, workspaceResource),
  'effective-tag-bindings': bindingResource,
  'entitlement-sets': (view, id) => {
    const organization = [...view.service.world.organizations.values()].find(each => each.id === id)
    return organization === undefined ? undefined : entitlementSetResource(view, organization)
  },
  'ingress-attributes': (view, id) => {
    const versions = [...view.service.world.configurationVersions.values()]
    const found = versions.find(({ ingressAttributes }) => ingressAttributes?.id === id)?.ingressAttributes
    return found === undefined ? undefined : ingressAttributesResource(view, found)
  },
  'workspace-outputs': ({ service }, id) => {
    const output = service.world.outputs.get(id)
    const workspace = output?.stateVersion.workspace
    return workspace === undefined
      ? undefined
      : workspaceOutputResources(workspace).filter(resource => resource.id === id)
  }
}

/** Relationships that may be included although the document doesn't show them. */
const HIDDEN: Readonly<Record<string, (view: View, id: string) => readonly Identifier[]>> = {
  'configuration-versions run': ({ service }, id) =>
    [...service.world.runs.values()]
      .filter(run => run.configurationVersion.id === id)
      .map(({ id }) => ({ type: 'runs', id }))
}

/**
 * `include=plan,configuration_version.ingress_attributes`:
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs#inclusion-of-related-resources
 * Names are snake case; the dashed ones of some pages are understood too.
 */
export function included(
  view: View,
  resources: readonly Resource[],
  allowed: readonly string[],
  asked: string | undefined
): { included?: readonly Resource[] } {
  if (asked === undefined || asked === '') return {}
  const all = new Map<string, Resource>()
  for (const path of asked.split(',').map(name => name.trim().replaceAll('-', '_'))) {
    if (!allowed.includes(path)) throw new Refusal(400, 'bad request', `Invalid include parameter: ${path}`)
    let level = resources
    for (const name of path.split('.')) {
      level = level.flatMap(resource => related(view, resource, name.replaceAll('_', '-')))
      for (const resource of level) all.set(`${resource.type} ${resource.id}`, resource)
    }
  }
  return { included: [...all.values()] }
}

function related(view: View, { type, id, relationships }: Resource, name: string): Resource[] {
  const data = relationships?.[name]?.data ?? HIDDEN[`${type} ${name}`]?.(view, id) ?? []
  return [data].flat().flatMap(({ type, id }) => RENDER[type]?.(view, id) ?? [])
}

function from<T>(map: (service: View['service']) => Map<string, T>, show: (view: View, item: T) => Resource): Render {
  return (view, id) => {
    const item = map(view.service).get(id)
    return item === undefined ? undefined : show(view, item)
  }
}
