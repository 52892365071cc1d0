import { randomBytes } from 'node:crypto'
import type { Repository, User } from './world.ts'

/** What is under `permissions:` of a workflow, as far as this server has routes for it. */
export const SCOPES = ['actions', 'checks', 'contents', 'deployments', 'issues', 'pull-requests'] as const
export type Scope = (typeof SCOPES)[number]
export type Level = 'read' | 'write'
export type Permissions = 'read-all' | 'write-all' | Readonly<Partial<Record<Scope, Level | 'none'>>>

/** `installation` is GITHUB_TOKEN, and the token of any other app; the others are personal access tokens. */
export type TokenKind = 'installation' | 'fine-grained' | 'classic'

export interface Token {
  readonly kind: TokenKind
  readonly user: User
  readonly permissions: Permissions
  /** The one that it is for; without it, all of its user's. */
  readonly repository: Repository | undefined
}

/** https://docs.github.com/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats */
const PREFIXES = { installation: 'ghs_', 'fine-grained': 'github_pat_', classic: 'ghp_' } as const satisfies Record<
  TokenKind,
  string
>

export function newToken(kind: TokenKind): string {
  return PREFIXES[kind] + randomBytes(18).toString('hex')
}

/** What its private repositories are to others: not there. */
export function sees(token: Token, repository: Repository): boolean {
  return !repository.private || token.repository === undefined || token.repository === repository
}

export function grants({ permissions }: Token, scope: Scope, level: Level): boolean {
  if (permissions === 'write-all') return true
  const granted = permissions === 'read-all' ? 'read' : (permissions[scope] ?? 'none')
  return granted === 'write' || (granted === 'read' && level === 'read')
}
