/** What happened, as GitHub tells a workflow of it: `on:` name and webhook payload. */
export interface Event {
  readonly name: string
  readonly payload: Readonly<Record<string, unknown>>
}

/** Properties of the `github` context, by their own names; any may be given. */
export type GithubContext = Readonly<Record<string, unknown>>

const REPOSITORY = 'example/infrastructure'
const SHA = '1a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d7e8f9a0b'

/**
 * The `github` context of a run, from the event where it says so and from made up values elsewhere.
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/contexts#github-context
 */
export function githubContext(event: Event, given: GithubContext): Record<string, unknown> {
  const repository = text(given.repository) ?? text(at(event.payload, 'repository', 'full_name')) ?? REPOSITORY
  const ref = text(given.ref) ?? refOf(event)
  const server = text(given.server_url) ?? 'https://github.com'
  const actor = text(at(event.payload, 'sender', 'login')) ?? 'octocat'
  const workflow = `${repository}/.github/workflows/workflow.yml@${ref}`
  return {
    actor,
    actor_id: '583231',
    api_url: 'https://api.github.com',
    base_ref: text(at(event.payload, 'pull_request', 'base', 'ref')) ?? '',
    event: event.payload,
    event_name: event.name,
    graphql_url: 'https://api.github.com/graphql',
    head_ref: text(at(event.payload, 'pull_request', 'head', 'ref')) ?? '',
    job: 'job',
    ref,
    ref_name: ref.replace(/^refs\/(heads|tags|pull)\//, ''),
    ref_protected: false,
    ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    repository,
    repository_id: '123456789',
    repository_owner: repository.split('/')[0],
    repository_owner_id: '987654',
    repositoryUrl: `${server.replace(/^https?/, 'git')}/${repository}.git`,
    retention_days: '90',
    run_attempt: '1',
    run_id: '4242424242',
    run_number: '42',
    secret_source: 'Actions',
    server_url: server,
    sha: shaOf(event),
    token: 'ghs_0123456789abcdefghijklmnopqrstuvwxyz',
    triggering_actor: actor,
    workflow: 'workflow',
    workflow_ref: workflow,
    workflow_sha: SHA,
    ...given
  }
}

/** A pull request runs on what merging it would give. */
function refOf(event: Event): string {
  const number = at(event.payload, 'pull_request', 'number') ?? at(event.payload, 'number')
  if (event.name === 'pull_request' && typeof number === 'number') return `refs/pull/${number}/merge`
  return text(event.payload.ref) ?? 'refs/heads/main'
}

function shaOf(event: Event): string {
  if (event.name === 'pull_request') return text(at(event.payload, 'pull_request', 'merge_commit_sha')) ?? SHA
  return text(event.payload.after) ?? SHA
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

function at(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[name] : undefined,
    value
  )
}

/** Which properties become `GITHUB_…` variables. Source: actions/runner GitHubContext.cs. */
const IN_ENVIRONMENT = [
  ...['action', 'action_path', 'action_ref', 'action_repository', 'actor', 'actor_id', 'api_url', 'base_ref', 'env'],
  ...[
    'event_name',
    'event_path',
    'graphql_url',
    'head_ref',
    'job',
    'output',
    'path',
    'ref',
    'ref_name',
    'ref_protected'
  ],
  ...['ref_type', 'repository', 'repository_id', 'repository_owner', 'repository_owner_id', 'retention_days'],
  ...['run_attempt', 'run_id', 'run_number', 'server_url', 'sha', 'state', 'step_summary', 'triggering_actor'],
  ...['workflow', 'workflow_ref', 'workflow_sha', 'workspace']
]

/** The `github` context as environment variables: only texts and booleans, and never the token. */
export function githubEnvironment(github: GithubContext): Record<string, string> {
  const found = IN_ENVIRONMENT.map(name => [`GITHUB_${name.toUpperCase()}`, github[name]] as const)
  return Object.fromEntries(
    found.flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'boolean' ? [[name, String(value)]] : []
    )
  )
}
