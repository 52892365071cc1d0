import { Hono } from 'hono'
import { may } from '../callers.ts'
import { included } from '../documents/include.ts'
import { pageOf } from '../documents/pages.ts'
import { runResource } from '../documents/runs.ts'
import { isFinal } from '../transitions.ts'
import type { Run } from '../resources.ts'
import { asked, list, reply, type Env, type Exchange } from './exchange.ts'
import { organizationOf } from './organizations.ts'
import { RUN_INCLUDES } from './runs.ts'
import { workspaceOf } from './workspaces.ts'

const OPERATIONS: Readonly<Record<string, (run: Run) => boolean>> = {
  plan_only: ({ attributes }) => attributes['plan-only'],
  save_plan: ({ attributes }) => attributes['save-plan'],
  refresh_only: ({ attributes }) => attributes['refresh-only'],
  destroy: ({ attributes }) => attributes['is-destroy'],
  empty_apply: ({ attributes }) => attributes['allow-empty-apply'],
  plan_and_apply: ({ attributes }) =>
    !attributes['plan-only'] && !attributes['save-plan'] && !attributes['refresh-only'] && !attributes['is-destroy']
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#run-status-groups */
const DISCARDABLE = new Set([
  'planned',
  'planned_and_saved',
  'cost_estimated',
  'policy_checked',
  'policy_override',
  'post_plan_running',
  'post_plan_completed'
])

export const runLists = new Hono<Env>()
  // https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#list-runs-in-a-workspace
  .get('/workspaces/:workspace/runs', c => {
    const workspace = workspaceOf(c, 'can-read-run')
    const runs = c.var.view.service.world.runsOf(workspace)
    const all = asked(c, 'filter[operation]') === undefined ? runs.filter(run => !run.attributes['plan-only']) : runs
    return list(c, all.filter(filterOf(c)), runResource, RUN_INCLUDES)
  })
  // https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#list-runs-in-an-organization: no totals, no first and last.
  .get('/organizations/:organization/runs', c => {
    const { view } = c.var
    const organization = organizationOf(c)
    const names = asked(c, 'filter[workspace_names]')?.split(',')
    const runs = [...view.service.world.runs.values()]
      .filter(
        ({ workspace }) =>
          workspace.organization === organization &&
          may(view.caller, 'can-read-run', workspace) &&
          (names?.includes(workspace.attributes.name) ?? true)
      )
      .filter(filterOf(c))
      .reverse()
    const { items, links, meta } = pageOf(view, runs, new URL(c.req.url))
    const pagination = Object.fromEntries(
      Object.entries(meta.pagination).filter(([name]) => !name.startsWith('total-'))
    )
    const { self = null, prev = null, next = null } = links
    const data = items.map(run => runResource(view, run))
    const includes = included(view, data, RUN_INCLUDES, asked(c, 'include'))
    return reply({ data, ...includes, links: { self, prev, next }, meta: { pagination } })
  })

function filterOf(c: Exchange): (run: Run) => boolean {
  const chosen = (name: string) => asked(c, `filter[${name}]`)?.split(',')
  const [statuses, operations, sources] = [chosen('status'), chosen('operation'), chosen('source')]
  const [group, year] = [asked(c, 'filter[status_group]'), asked(c, 'filter[timeframe]')]
  const pools = asked(c, 'filter[agent_pool_names]')?.split(',')
  const [text, user, commit] = [asked(c, 'search[basic]'), asked(c, 'search[user]'), asked(c, 'search[commit]')]
  return run =>
    (statuses?.includes(run.status) ?? true) &&
    (operations?.some(operation => OPERATIONS[operation]?.(run) ?? false) ?? true) &&
    (sources?.includes(run.attributes.source) ?? true) &&
    (group === undefined || inGroup(run, group)) &&
    (year === undefined || year === 'year' || run.createdAt.getUTCFullYear() === Number(year)) &&
    (text === undefined || user !== undefined || commit !== undefined || isNamed(run, text)) &&
    (pools?.includes(run.workspace.agentPool?.name ?? '') ?? true) &&
    (user === undefined || isOfUser(run, user)) &&
    (commit === undefined || isCommit(run, commit))
}

/** By the name in the repository's service, or by that of the user who queued it. */
const isOfUser = ({ createdBy, configurationVersion }: Run, name: string): boolean =>
  createdBy.name === name || configurationVersion.ingressAttributes?.attributes['sender-username'] === name

/** The basic search, which the two others take priority over. */
const isNamed = (run: Run, text: string): boolean =>
  run.id === text ||
  run.attributes.message.toLowerCase().includes(text.toLowerCase()) ||
  isCommit(run, text) ||
  isOfUser(run, text)

/** By the beginning of its hash. */
function isCommit({ configurationVersion }: Run, hash: string): boolean {
  const commit = configurationVersion.ingressAttributes?.attributes['commit-sha']
  return typeof commit === 'string' && commit.startsWith(hash)
}

function inGroup(run: Run, group: string): boolean {
  if (group === 'discardable') return DISCARDABLE.has(run.status)
  return (group === 'final') === isFinal(run)
}
