import type { MiddlewareHandler } from 'hono'
import { parseJson } from './engine/json.ts'
import type { Env } from './routes/exchange.ts'

/** Other servers of the same API, by their documents, or by what they were seen to answer. */
export const LIKENESSES = ['samples', 'unfiltered', 'tfe-v202206', 'tfe-v202409', 'otf'] as const
export type LikenessName = (typeof LIKENESSES)[number]

/** How a server differs from HCP Terraform as it is today. */
export interface Likeness {
  /** Undefined where they are those of HCP Terraform. */
  readonly headers?: Readonly<Record<string, string>>
  /** Attributes of a type that its documents lack: a list of those, or of all that there are. */
  readonly attributes: Readonly<
    Record<string, { readonly without: readonly string[] } | { readonly only: readonly string[] }>
  >
  readonly relationships: Readonly<Record<string, readonly string[]>>
  /** Parameters of queries that it does not know, and ignores. */
  readonly ignored: RegExp
  /** Queries of lists that it leaves empty, whatever there is. */
  readonly empty: RegExp
  /** What it does not know of the documents that clients send, and ignores. */
  readonly unread: Readonly<Record<string, readonly string[]>>
  /** Routes that it does not have. */
  readonly absent: RegExp
  /** What it answers there. */
  readonly notFound: 'document' | 'text'
  /** Requests that it breaks at: a method and a path. */
  readonly broken: RegExp
  /** Whether it offers a forced cancel with the cancel itself, and breaks at one before its time. */
  readonly offersForceEarly: boolean
}

const NONE = /(?!)/
const SAME: Likeness = {
  attributes: {},
  relationships: {},
  ignored: NONE,
  empty: NONE,
  unread: {},
  absent: NONE,
  notFound: 'document',
  broken: NONE,
  offersForceEarly: false
}
const enterprise = (version: string) => ({
  'tfp-api-version': '2.6',
  'tfp-appname': 'Terraform Enterprise',
  'x-tfe-version': version
})
const COUNTS = ['resource-additions', 'resource-changes', 'resource-destructions', 'resource-imports']
const TAGGED = /^filter\[tagged\]/

export const LIKENESS: Readonly<Record<LikenessName | 'none', Likeness>> = {
  none: SAME,
  /** What the samples of the API's pages show, and no more. */
  samples: {
    ...SAME,
    attributes: {
      // https://developer.hashicorp.com/terraform/cloud-docs/api-docs/state-versions#sample-response
      'state-versions': {
        only: [
          'created-at',
          'hosted-state-download-url',
          'hosted-state-upload-url',
          'serial',
          'vcs-commit-sha',
          'vcs-commit-url'
        ]
      },
      // https://developer.hashicorp.com/terraform/cloud-docs/api-docs/state-version-outputs#sample-response
      'state-version-outputs': { only: ['name', 'sensitive', 'type', 'value'] },
      // https://developer.hashicorp.com/terraform/cloud-docs/api-docs/configuration-versions#sample-response
      'configuration-versions': {
        only: [
          'auto-queue-runs',
          'error',
          'error-message',
          'provisional',
          'source',
          'speculative',
          'status',
          'status-timestamps',
          'upload-url'
        ]
      },
      // https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#sample-response
      runs: {
        only: [
          'actions',
          'canceled-at',
          'created-at',
          'has-changes',
          'auto-apply',
          'allow-empty-apply',
          'allow-config-generation',
          'is-destroy',
          'invoke-action-addrs',
          'message',
          'plan-only',
          'source',
          'status-timestamps',
          'status',
          'trigger-reason',
          'target-addrs',
          'permissions',
          'refresh',
          'refresh-only',
          'replace-addrs',
          'save-plan',
          'variables'
        ]
      },
      // https://developer.hashicorp.com/terraform/cloud-docs/api-docs/plans#sample-response
      plans: {
        only: [
          'execution-details',
          'generated-configuration',
          'has-changes',
          'log-read-url',
          'resource-additions',
          'resource-changes',
          'resource-destructions',
          'resource-imports',
          'status',
          'status-timestamps'
        ]
      },
      // https://developer.hashicorp.com/terraform/cloud-docs/api-docs/applies#sample-response
      applies: {
        only: [
          'execution-details',
          'log-read-url',
          'resource-additions',
          'resource-changes',
          'resource-destructions',
          'resource-imports',
          'status',
          'status-timestamps'
        ]
      }
    },
    relationships: { runs: ['task-stages', 'tf-policy-evaluations', 'confirmed-by', 'canceled-by'], plans: ['exports'] }
  },
  /** Every question about what to list and what to include is ignored, but for those that the oldest servers know. */
  unfiltered: {
    ...SAME,
    relationships: { workspaces: ['effective-tag-bindings'] },
    ignored: /^(search\[(?!name\]$)|filter\[(?!operation\]$)|include$)/
  },
  /** https://developer.hashicorp.com/terraform/enterprise/v202206-1/api-docs */
  'tfe-v202206': {
    ...SAME,
    headers: enterprise('v202206-1'),
    attributes: {
      'state-versions': {
        without: [
          'status',
          'intermediate',
          'hosted-json-state-download-url',
          'hosted-json-state-upload-url',
          'hosted-state-upload-url'
        ]
      },
      workspaces: {
        without: [
          'locked-reason',
          'setting-overwrites',
          'auto-destroy-at',
          'auto-destroy-activity-duration',
          'auto-apply-run-trigger'
        ]
      },
      'configuration-versions': { without: ['provisional'] },
      runs: { without: ['save-plan', 'allow-config-generation', 'invoke-action-addrs'] },
      plans: { without: ['resource-imports', 'generated-configuration'] },
      applies: { without: ['resource-imports'] }
    },
    relationships: { workspaces: ['tag-bindings', 'effective-tag-bindings'] },
    ignored: /^(search\[wildcard-name\]|filter\[tagged\]|filter\[status\]$|search\[exclude-tags\]|filter\[project\])/,
    unread: {
      runs: ['save-plan', 'allow-config-generation', 'invoke-action-addrs'],
      'configuration-versions': ['provisional']
    },
    absent:
      /\/(tf-policy-evaluations|tf-policy-set-outcomes|json-output-redacted|json-schema|tag-bindings|effective-tag-bindings|policy-evaluations|policy-set-outcomes)(\/|$)/
  },
  /** https://developer.hashicorp.com/terraform/enterprise/v202409-1/api-docs */
  'tfe-v202409': {
    ...SAME,
    headers: enterprise('v202409-1'),
    attributes: { runs: { without: ['invoke-action-addrs'] } },
    relationships: { workspaces: ['tag-bindings', 'effective-tag-bindings'] },
    ignored: TAGGED,
    unread: { runs: ['invoke-action-addrs'] },
    absent: /\/(tag-bindings|effective-tag-bindings)$/
  },
  /** https://github.com/leg100/otf, as it answered at its commit dfcb06bc. */
  otf: {
    headers: { 'tfp-api-version': '2.6', 'tfp-appname': 'otf' },
    attributes: {
      'state-versions': { without: ['intermediate', 'hosted-json-state-download-url', 'lineage', 'size'] },
      workspaces: { without: ['locked-reason', 'setting-overwrites'] },
      plans: { without: COUNTS },
      applies: { without: COUNTS }
    },
    relationships: {
      workspaces: ['locked-by', 'tag-bindings', 'effective-tag-bindings'],
      'state-versions': ['workspace', 'run'],
      applies: ['state-versions']
    },
    ignored: /^(search\[wildcard-name\]|filter\[(?!operation\])|include$)/,
    empty: /filter\[operation\]=[^&]*save_plan/,
    unread: { runs: ['message', 'save-plan'], 'configuration-versions': ['provisional'] },
    absent:
      /\/(json-output-redacted|json-schema|policy-checks|policy-evaluations|policy-set-outcomes|task-stages|task-results|run-events|ingress-attributes|effective-tag-bindings|tag-bindings|cost-estimates|projects|comments|safe-delete|archive|\w+_backing_data)(\/|$)/,
    notFound: 'text',
    // It wants a relationship other than the one that the API's page names.
    broken: /^PATCH \/api\/v2\/workspaces\/[^/]+\/state-versions$/,
    offersForceEarly: true
  }
}

/** What a list can't do without, whoever serves it. */
const NEEDED = /^\/api\/v2\/state-versions$/

/** Lets the server answer as another does: it reads less of the question, and shows less in the answer. */
export function answeringLike(like: Likeness): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (like === SAME) return next()
    const { absent, broken, empty, notFound, ignored, attributes, relationships, offersForceEarly } = like
    if (absent.test(c.req.path)) {
      const document = { errors: [{ status: '404', title: 'not found' }] }
      c.res =
        notFound === 'text'
          ? c.text('404 page not found\n', 404)
          : c.body(JSON.stringify(document), 404, { 'content-type': 'application/vnd.api+json' })
      return
    }
    if (broken.test(`${c.req.method} ${c.req.path}`)) {
      c.res = c.text('Internal Server Error\n', 500)
      return
    }
    if (empty.test(decodeURIComponent(new URL(c.req.url).search))) {
      const pagination = { 'current-page': 0, 'prev-page': null, 'next-page': null, 'total-pages': 0, 'total-count': 0 }
      const document = { data: [], meta: { pagination } }
      c.res = c.body(JSON.stringify(document), 200, { 'content-type': 'application/vnd.api+json' })
      return
    }
    if (c.req.method === 'GET') c.req.raw = withoutParameters(c.req.raw, ignored)
    await next()
    if (offersForceEarly && c.res.status === 409 && c.req.path.endsWith('/actions/force-cancel')) {
      c.res = c.text('Internal Server Error\n', 500)
      return
    }
    if (!(c.res.headers.get('content-type') ?? '').includes('application/vnd.api+json')) return
    const text = await c.res.text()
    const shown =
      text === '' ? text : JSON.stringify(reduced(parseJson(text), { attributes, relationships, offersForceEarly }))
    c.res = new Response(text === '' ? null : shown, { status: c.res.status, headers: c.res.headers })
  }
}

function withoutParameters(request: Request, ignored: RegExp): Request {
  const url = new URL(request.url)
  for (const name of [...url.searchParams.keys()]) {
    const needed = NEEDED.test(url.pathname) && name.endsWith('[name]')
    if (ignored.test(name) && !needed) url.searchParams.delete(name)
  }
  return url.href === request.url ? request : new Request(url, { headers: request.headers })
}

function reduced(node: unknown, like: Pick<Likeness, 'attributes' | 'relationships' | 'offersForceEarly'>): unknown {
  if (Array.isArray(node)) return (node as unknown[]).map(item => reduced(item, like))
  if (typeof node !== 'object' || node === null) return node
  const { data, included, type, attributes, relationships } = node as Record<string, unknown>
  if (data !== undefined || included !== undefined) {
    const parts = Object.entries({ data, included }).filter(([, part]) => part !== undefined)
    return { ...node, ...Object.fromEntries(parts.map(([name, part]) => [name, reduced(part, like)])) }
  }
  if (typeof type !== 'string') return node
  const rule = like.attributes[type] ?? { without: [] }
  const keeps = (name: string) => ('only' in rule ? rule.only.includes(name) : !rule.without.includes(name))
  const hidden = like.relationships[type] ?? []
  return {
    ...node,
    ...(attributes === undefined ? {} : { attributes: picked(early(type, attributes, like), keeps) }),
    ...(relationships === undefined ? {} : { relationships: picked(relationships, name => !hidden.includes(name)) })
  }
}

/** The attributes of a run whose forced cancel is offered before its time, where the server says so. */
function early(type: string, attributes: unknown, { offersForceEarly }: Pick<Likeness, 'offersForceEarly'>): unknown {
  const { actions, 'force-cancel-available-at': at } = attributes as { actions?: object } & Record<string, unknown>
  if (!offersForceEarly || type !== 'runs' || at === undefined) return attributes
  return { ...(attributes as object), actions: { ...actions, 'is-force-cancelable': true } }
}

function picked(from: unknown, keeps: (name: string) => boolean): object {
  return Object.fromEntries(Object.entries(from as object).filter(([name]) => keeps(name)))
}
