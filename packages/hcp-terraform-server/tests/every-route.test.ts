import { describe, expect, test } from '@jest/globals'
import { router } from '../src/router.ts'
import type { Service } from '../src/service.ts'
import { DEFAULTS } from '../src/settings.ts'
import { everything } from './everything.ts'

/** What every read answers when everything that it could ask for exists. */
const ROUTES = router({ settings: DEFAULTS } as Service)
  .routes.filter(
    ({ method, path }) =>
      method === 'GET' && path.startsWith('/api/v2/') && !path.endsWith('*') && path !== '/api/v2/ping'
  )
  .map(({ path }) => path.replace('/api/v2', ''))
/** There only after a failure, or never. */
const ABSENT = ['/applies/:apply/errored-state', '/plans/:plan/sanitized-plan']
/** What a list can't be asked for without. */
const NEEDED: Readonly<Record<string, string>> = {
  '/state-versions': 'filter[organization][name]=demo&filter[workspace][name]=demo',
  '/workspaces/:workspace/run-triggers': 'filter[run-trigger][type]=inbound'
}

const RUN_QUESTIONS = [
  ...[
    'search[user]=owner',
    'search[commit]=0a1b',
    'search[basic]=run',
    'filter[status]=applied',
    'filter[source]=tfe-api'
  ],
  ...[
    'filter[operation]=plan_only',
    'filter[status_group]=final',
    'filter[timeframe]=year',
    'filter[agent_pool_names]=pool'
  ],
  ...includes('plan', 'apply', 'created_by', 'cost_estimate', 'configuration_version', 'workspace', 'task_stages'),
  ...includes('configuration_version.ingress_attributes', 'tf_policy_evaluations')
]
const WORKSPACE_INCLUDES = [
  ...includes(
    'organization',
    'current_configuration_version',
    'current_run',
    'current_run.plan',
    'locked_by',
    'readme'
  ),
  ...includes(
    'current_configuration_version.ingress_attributes',
    'current_run.configuration_version',
    'outputs',
    'project'
  ),
  ...includes('current_run.configuration_version.ingress_attributes', 'effective_tag_bindings', 'current-state-version')
]
const STATE_INCLUDES = includes('created_by', 'run', 'run.created_by', 'run.configuration_version', 'outputs')
/** By route: what the option types of go-tfe v1.109.0 send, and what the pages of the API name in addition. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  '/organizations': ['q=demo', 'q[name]=demo', 'q[email]=owner'],
  '/organizations/:organization': includes('default_project'),
  '/organizations/:organization/workspaces': [
    ...['search[name]=demo', 'search[tags]=flat', 'search[exclude-tags]=flat', 'search[wildcard-name]=d*', 'sort=name'],
    ...['filter[project][id]=prj-1', 'filter[current-run][status]=applied', 'filter[tagged][0][key]=env'],
    ...['filter[tagged][0][key]=env&filter[tagged][0][value]=prod', 'sort=-current-run.created-at'],
    ...WORKSPACE_INCLUDES
  ],
  '/workspaces/:workspace': WORKSPACE_INCLUDES,
  '/organizations/:organization/workspaces/:name': WORKSPACE_INCLUDES,
  '/workspaces/:workspace/relationships/tags': ['name=flat'],
  '/workspaces/:workspace/configuration-versions': includes('ingress_attributes', 'run'),
  '/configuration-versions/:version': includes('ingress_attributes', 'run'),
  '/workspaces/:workspace/runs': RUN_QUESTIONS,
  '/organizations/:organization/runs': [...RUN_QUESTIONS, 'filter[workspace_names]=demo'],
  '/runs/:run': includes(
    'plan',
    'apply',
    'created_by',
    'cost_estimate',
    'configuration_version',
    'workspace',
    'task_stages'
  ),
  '/runs/:run/run-events': includes('comment', 'actor'),
  '/run-events/:event': includes('comment', 'actor'),
  '/state-versions': ['filter[status]=finalized', ...STATE_INCLUDES],
  '/state-versions/:state': STATE_INCLUDES,
  '/workspaces/:workspace/current-state-version': STATE_INCLUDES,
  '/runs/:run/policy-checks': includes('run', 'run.workspace'),
  '/runs/:run/task-stages': includes('task_results', 'policy_evaluations'),
  '/task-stages/:stage': includes('task_results', 'policy_evaluations'),
  '/organizations/:organization/tags': ['q=flat', 'filter[exclude][taggable][id]=ws-1'],
  '/organizations/:organization/projects': ['filter[names]=demo', 'q=demo', ...includes('effective_tag_bindings')],
  '/projects/:project': includes('effective_tag_bindings'),
  '/organizations/:organization/varsets': ['q=set', ...includes('workspaces', 'projects', 'vars')],
  '/varsets/:varset': includes('workspaces', 'projects', 'vars'),
  '/workspaces/:workspace/run-triggers': includes('workspace', 'sourceable'),
  '/organizations/:organization/agent-pools': [
    ...['q=pool', 'filter[allowed_workspaces][name]=demo', 'filter[allowed_projects][name]=demo'],
    ...includes('workspaces')
  ],
  '/agent-pools/:pool': includes('workspaces')
}

function includes(...names: readonly string[]): string[] {
  return names.map(name => `include=${name}`)
}

const filled = (route: string, ids: Readonly<Record<string, string>>) => {
  const of = route.startsWith('/varsets/:varset/relationships/vars/')
    ? { ...ids, variable: ids.setVariable ?? '' }
    : ids
  return route.replaceAll(/:(\w+)/g, (_, name: string) => of[name] ?? `:${name}`)
}

describe('every read', () => {
  test('answers, and follows nothing that does not exist', async () => {
    await using world = await everything()
    const { ids } = world
    const answers = await Promise.all(
      ROUTES.filter(route => !ABSENT.includes(route)).map(async route => {
        const query = NEEDED[route] === undefined ? '' : `?${NEEDED[route]}`
        return [route, (await world.api.get(filled(route, ids) + query)).status] as const
      })
    )
    expect(answers.filter(([, status]) => status >= 400)).toEqual([])
  })

  test('is held against its question', async () => {
    await using world = await everything()
    await using strict = await everything({ strict: true })
    const wrong: unknown[] = []
    for (const route of ROUTES.filter(route => !ABSENT.includes(route))) {
      const needed = NEEDED[route] ?? ''
      const ask = async (of: typeof world, query: string) =>
        (await of.api.get(`${filled(route, of.ids)}?${[needed, query].filter(part => part !== '').join('&')}`)).status
      const blank = await ask(strict, 'filter[nonsense]=')
      const found = {
        unknown: await ask(world, 'filter[nonsense]=1'),
        noted: world.hcp.journal.entries.at(-1)?.unheeded,
        strict: await ask(strict, 'filter[nonsense]=1'),
        include: await ask(world, 'include=nonsense')
      }
      const expected = { unknown: blank, noted: ['filter[nonsense]'], strict: 400, include: 400 }
      if (JSON.stringify(found) !== JSON.stringify(expected)) wrong.push([route, found])
    }
    expect(wrong).toEqual([])
  })

  test('heeds each parameter that go-tfe sends, but for those that the next test shows refused', async () => {
    await using world = await everything()
    const outcomes: [string, string][] = []
    for (const [route, questions] of Object.entries(NAMED))
      for (const question of questions) {
        const query = [NEEDED[route], question].filter(part => part !== undefined).join('&')
        const { status } = await world.api.get(`${filled(route, world.ids)}?${query}`)
        const unheeded = world.hcp.journal.entries.at(-1)?.unheeded
        if (status !== 200 || unheeded !== undefined)
          outcomes.push([`${route}?${question}`, `${status} ${unheeded?.join() ?? ''}`])
      }
    expect(outcomes).toEqual([])
  })

  test.each([
    '/organizations/demo/workspaces?filter[tag-union]=1',
    '/organizations/demo/projects?filter[permissions][update]=true',
    '/organizations/demo/runs?filter[policy_status]=passed',
    '/organizations/demo/agent-pools?sort=name'
  ])('%s is refused, because the service would heed it', async path => {
    await using world = await everything()
    expect(await world.api.get(path)).toMatchObject({
      status: 400,
      errors: [{ detail: expect.stringContaining('does not serve') }]
    })
  })
})

test('every link that is printed leads somewhere', async () => {
  await using world = await everything()
  const { address, token } = world.hcp
  const done = new Set<string>()
  const dead: string[] = []
  const todo = ROUTES.filter(route => !ABSENT.includes(route)).map(route => [
    `/api/v2${filled(route, world.ids)}${NEEDED[route] === undefined ? '' : `?${NEEDED[route]}`}`,
    route
  ])
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const [path = '', from = ''] = next
    if (done.has(path) || path.includes('/actions/')) continue
    done.add(path)
    const response = await fetch(address + path, { headers: { authorization: `Bearer ${token}` }, redirect: 'manual' })
    if (response.status >= 400) dead.push(`${response.status} ${path} from ${from}`)
    const text = await response.text()
    if (response.headers.get('content-type')?.includes('json') !== true || text === '') continue
    for (const link of linksIn(JSON.parse(text))) todo.push([link.replace(address, ''), path])
  }
  expect(dead).toEqual([])
  expect(done.size).toBeGreaterThan(100)
})

function linksIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
    key === 'links' && typeof value === 'object' && value !== null
      ? Object.values(value).filter((link): link is string => typeof link === 'string')
      : linksIn(value)
  )
}
