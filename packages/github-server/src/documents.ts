import type { Described } from './described.ts'
import type { Site } from './exchange.ts'
import type {
  Activity,
  ChangedFile,
  Comment,
  Deployment,
  DeploymentStatus,
  Issue,
  Job,
  PullRequest,
  Reaction,
  Repository,
  User
} from './world.ts'
import { fullName, shaOf } from './world.ts'

/** Resources as GitHub shows them, with the properties that a client is likely to look at. */

export function userOf(site: Site, { login, id, type }: User) {
  const page = login.replace(/(.*)\[bot\]$/, 'apps/$1')
  return {
    login,
    id,
    // Before node ids became opaque they were readable; that of GitHub Actions is still one of those.
    node_id: type === 'Bot' ? encoded(`03:Bot${id}`) : `U_${encoded(String(id))}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${id}?v=4`,
    url: `${site.api}/users/${encodeURIComponent(login)}`,
    html_url: `${site.web}/${page}`,
    type,
    site_admin: false
  } satisfies Described['user']
}

export function repositoryOf(site: Site, repository: Repository) {
  const name = fullName(repository)
  return {
    id: repository.id,
    node_id: `R_${encoded(String(repository.id))}`,
    name: repository.name,
    full_name: name,
    private: repository.private,
    visibility: repository.private ? 'private' : 'public',
    owner: ownerOf(site, repository.owner),
    html_url: `${site.web}/${name}`,
    url: `${site.api}/repos/${name}`,
    fork: false,
    default_branch: repository.defaultBranch
  } satisfies Described['repository']
}

function ownerOf(site: Site, login: string) {
  return { login, url: `${site.api}/users/${login}`, html_url: `${site.web}/${login}`, type: 'Organization' }
}

export function commentOf(site: Site, repository: Repository, comment: Comment) {
  const name = fullName(repository)
  return {
    id: comment.id,
    node_id: commentNode(comment),
    url: `${site.api}/repos/${name}/issues/comments/${comment.id}`,
    html_url: `${site.web}/${name}/pull/${comment.number}#issuecomment-${comment.id}`,
    issue_url: `${site.api}/repos/${name}/issues/${comment.number}`,
    user: userOf(site, comment.user),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    body: comment.body,
    author_association: comment.user.type === 'Bot' ? 'NONE' : 'MEMBER',
    performed_via_github_app: comment.viaApp ? { slug: comment.user.login.replace(/\[bot\]$/, '') } : null
  } satisfies Described['comment']
}

export function commentNode({ id }: Comment): string {
  return `IC_${encoded(String(id))}`
}

export function reactionOf(site: Site, { id, user, content, createdAt }: Reaction) {
  return {
    id,
    node_id: `REA_${encoded(String(id))}`,
    user: userOf(site, user),
    content: content as 'eyes',
    created_at: createdAt
  } satisfies Described['reaction']
}

export function issueOf(site: Site, repository: Repository, issue: Issue) {
  const name = fullName(repository)
  return {
    id: issue.id,
    node_id: `I_${encoded(String(issue.id))}`,
    number: issue.number,
    url: `${site.api}/repos/${name}/issues/${issue.number}`,
    html_url: `${site.web}/${name}/issues/${issue.number}`,
    state: issue.state,
    title: issue.title,
    body: issue.body,
    user: userOf(site, issue.user),
    labels: issue.labels.map(label => ({ name: label })),
    created_at: issue.createdAt,
    updated_at: issue.updatedAt
  } satisfies Described['issue']
}

/** A pull request in a list of issues. */
export function pullRequestAsIssue(site: Site, repository: Repository, pull: PullRequest) {
  const { id, number, state, title, user, html_url, url, created_at, updated_at } = pullRequestOf(
    site,
    repository,
    pull
  )
  const labels: { name: string }[] = []
  const page = { url, html_url, diff_url: `${html_url}.diff`, patch_url: `${html_url}.patch` }
  return { id, number, state, title, user, html_url, created_at, updated_at, labels, pull_request: page }
}

export function deploymentOf(site: Site, repository: Repository, deployment: Deployment) {
  return {
    id: deployment.id,
    node_id: `DE_${encoded(String(deployment.id))}`,
    url: `${site.api}/repos/${fullName(repository)}/deployments/${deployment.id}`,
    sha: deployment.ref,
    ref: deployment.ref,
    task: 'deploy',
    environment: deployment.environment,
    transient_environment: deployment.transient,
    creator: userOf(site, deployment.user),
    created_at: deployment.createdAt,
    updated_at: deployment.statuses.at(-1)?.createdAt ?? deployment.createdAt
  } satisfies Described['deployment']
}

export function deploymentStatusOf(
  site: Site,
  repository: Repository,
  deployment: Deployment,
  { id, state, environmentUrl, user, createdAt }: DeploymentStatus
) {
  const url = `${site.api}/repos/${fullName(repository)}/deployments/${deployment.id}`
  return {
    id,
    url: `${url}/statuses/${id}`,
    deployment_url: url,
    state: state as 'success',
    environment: deployment.environment,
    environment_url: environmentUrl,
    creator: userOf(site, user),
    created_at: createdAt
  } satisfies Described['deploymentStatus']
}

export function activityOf(site: Site, { id, ref, before, after, timestamp, type, user }: Activity) {
  return {
    id,
    node_id: `PSH_${encoded(String(id))}`,
    before,
    after,
    ref,
    timestamp,
    activity_type: type,
    actor: userOf(site, user)
  } satisfies Described['activity']
}

export function pullRequestOf(site: Site, repository: Repository, pull: PullRequest) {
  const name = fullName(repository)
  const [headOwner = ''] = pull.head.repository.split('/')
  const repositoryNamed = (full: string) => {
    if (full === name) return repositoryOf(site, repository)
    const [owner = '', named = ''] = full.split('/')
    return {
      ...repositoryOf(site, { ...repository, owner, name: named, private: false }),
      id: repository.id + 1,
      fork: true
    }
  }
  return {
    id: pull.id,
    node_id: `PR_${encoded(String(pull.id))}`,
    url: `${site.api}/repos/${name}/pulls/${pull.number}`,
    html_url: `${site.web}/${name}/pull/${pull.number}`,
    issue_url: `${site.api}/repos/${name}/issues/${pull.number}`,
    number: pull.number,
    state: pull.state,
    locked: pull.locked,
    title: pull.title,
    user: userOf(site, pull.user),
    body: null,
    created_at: pull.createdAt,
    updated_at: pull.mergedAt ?? pull.pushed?.at ?? pull.createdAt,
    closed_at: pull.state === 'closed' ? (pull.mergedAt ?? pull.createdAt) : null,
    merged_at: pull.mergedAt ?? null,
    merge_commit_sha: pull.mergeCommitSha,
    draft: pull.draft,
    head: {
      label: `${headOwner}:${pull.head.ref}`,
      ref: pull.head.ref,
      sha: pull.head.sha,
      repo: repositoryNamed(pull.head.repository)
    },
    base: {
      label: `${repository.owner}:${pull.base.ref}`,
      ref: pull.base.ref,
      sha: pull.base.sha,
      repo: repositoryNamed(pull.base.repository ?? name)
    }
  } satisfies Described['pullRequest']
}

export function fileOf(site: Site, repository: Repository, sha: string, file: ChangedFile) {
  return {
    sha: shaOf(file.filename, sha),
    filename: file.filename,
    status: file.status,
    additions: 1,
    deletions: 0,
    changes: 1,
    blob_url: `${site.web}/${fullName(repository)}/blob/${sha}/${encodeURI(file.filename)}`,
    patch: file.patch ?? `@@ -1 +1,2 @@\n a\n+${shaOf(file.filename, sha)}`,
    ...(file.previousFilename === undefined ? {} : { previous_filename: file.previousFilename })
  } satisfies Described['file']
}

export function commitOf(site: Site, repository: Repository, sha: string) {
  const name = fullName(repository)
  return {
    sha,
    url: `${site.api}/repos/${name}/commits/${sha}`,
    html_url: `${site.web}/${name}/commit/${sha}`
  } satisfies Described['commit']
}

/** A commit as an object of git's. */
export function gitCommitOf(site: Site, repository: Repository, sha: string) {
  const { url, html_url } = commitOf(site, repository, sha)
  return {
    sha,
    url: url.replace('/commits/', '/git/commits/'),
    html_url,
    message: repository.commitMessages.get(sha) ?? `Change ${sha.slice(0, 7)}`
  } satisfies Described['gitCommit']
}

export function jobOf(site: Site, repository: Repository, job: Job) {
  const name = fullName(repository)
  return {
    id: job.id,
    node_id: `CR_${encoded(String(job.id))}`,
    run_id: job.runId,
    run_attempt: job.attempt,
    run_url: `${site.api}/repos/${name}/actions/runs/${job.runId}`,
    url: `${site.api}/repos/${name}/actions/jobs/${job.id}`,
    html_url: jobPage(site, repository, job),
    check_run_url: `${site.api}/repos/${name}/check-runs/${job.id}`,
    head_sha: job.headSha,
    name: job.name,
    status: job.status,
    conclusion: job.conclusion,
    runner_name: job.runnerName
  } satisfies Described['job']
}

/** The same job to those who ask for the checks of a commit. */
export function checkRunOf(site: Site, repository: Repository, job: Job) {
  return {
    id: job.id,
    node_id: `CR_${encoded(String(job.id))}`,
    head_sha: job.headSha,
    name: job.name,
    status: job.status,
    conclusion: job.conclusion,
    url: `${site.api}/repos/${fullName(repository)}/check-runs/${job.id}`,
    html_url: jobPage(site, repository, job),
    details_url: jobPage(site, repository, job)
  } satisfies Described['checkRun']
}

function jobPage(site: Site, repository: Repository, { runId, id }: Job): string {
  return `${site.web}/${fullName(repository)}/actions/runs/${runId}/job/${id}`
}

const encoded = (text: string) => Buffer.from(text).toString('base64')
