import { Journal } from '../../hcp-terraform-server/src/journal.ts'
import { addressOf, listen, stop } from '../../hcp-terraform-server/src/loopback.ts'
import type { Service } from './exchange.ts'
import { GithubFaults } from './faults.ts'
import { Github } from './github.ts'
import { RateLimits } from './rate-limits.ts'
import { router } from './router.ts'
import type { Permissions } from './tokens.ts'
import { World } from './world.ts'

export type { CommentOptions, Github, PullRequestOptions } from './github.ts'
export type { GithubFault } from './faults.ts'
export type { Permissions, TokenKind } from './tokens.ts'
export type { Trigger, TriggerName } from './triggers.ts'
export type { ChangedFile, Comment, Deployment, Issue, Job, PullRequest, Repository, Role, User } from './world.ts'

export interface GithubOptions {
  /** Default `example/infrastructure`, as in packages/workflow-runner. */
  readonly repository?: string
  /** Default true, as most repositories with Terraform in them. */
  readonly private?: boolean
  /** Of `defaultToken`, as under `permissions:`. Default: what is needed to comment on a pull request and to link the job. */
  readonly permissions?: Permissions
  /** How many requests an hour a token has; default as GitHub: 1,000 or 5,000. */
  readonly rateLimit?: number
  /** GitHub Enterprise Server: another path before the API, other pages, no rate limit unless given. */
  readonly enterprise?: boolean
  /** Default: any free one. */
  readonly port?: number
}

/** What a workflow should ask for: no `issues:`, no `contents: write`. */
const PERMISSIONS: Permissions = { actions: 'read', contents: 'read', 'pull-requests': 'write' }

/** Starts GitHub on a loopback port. Close it by `await using`, or by its `close()`. */
export async function serveGithub(options: GithubOptions = {}): Promise<Github> {
  const { enterprise = false, rateLimit, permissions = PERMISSIONS } = options
  const service: Service = {
    world: new World(),
    journal: new Journal(),
    faults: new GithubFaults(),
    rateLimits: new RateLimits(!enterprise || rateLimit !== undefined, rateLimit),
    prefix: enterprise ? '/api/v3' : '',
    web: enterprise ? 'https://github.example.com' : 'https://github.com'
  }
  const repository = service.world.addRepository(
    options.repository ?? 'example/infrastructure',
    options.private ?? true
  )
  const server = await listen(router(service), options.port ?? 0)
  return new Github(service, { address: addressOf(server), repository, permissions }, () => stop(server))
}
