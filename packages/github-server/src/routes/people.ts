import { Hono } from 'hono'
import { activityOf, userOf } from '../documents.ts'
import type { Described } from '../described.ts'
import { endpoint, type Env } from '../exchange.ts'
import { found } from '../refusal.ts'
import type { Role } from '../world.ts'

const REPOSITORY = '/repos/:owner/:repo'

/** What the permission of a role was called before there were roles. */
const PERMISSIONS = {
  admin: 'admin',
  maintain: 'write',
  write: 'write',
  triage: 'read',
  read: 'read'
} as const satisfies Record<Role, string>

/** Who may do what, and who has pushed when. */
export const people = new Hono<Env>()
  .get(
    `${REPOSITORY}/collaborators/:user/permission`,
    endpoint('/collaborators/collaborators#get-repository-permissions-for-a-user', 'read'),
    c => {
      const { repository, service, site } = c.var
      const user = found(service.world.users.get(c.req.param('user')))
      const role = repository.collaborators.get(user.login) ?? (repository.private ? undefined : 'read')
      const permission = role === undefined ? 'none' : PERMISSIONS[role]
      return c.json({
        permission,
        role_name: role ?? 'none',
        user: userOf(site, user)
      } satisfies Described['permission'])
    }
  )
  // Pages are named by cursors, which no client of ours asks for.
  .get(`${REPOSITORY}/activity`, endpoint('/repos/repos#list-repository-activities', 'read', 'contents'), c => {
    const { ref, direction = 'desc', per_page: size = '30' } = c.req.query()
    const all = c.var.repository.activities
      .filter(activity => ref === undefined || activity.ref === ref || activity.ref === `refs/heads/${ref}`)
      .toSorted((a, b) => a.timestamp.localeCompare(b.timestamp) || a.id - b.id)
    const ordered = direction === 'asc' ? all : all.reverse()
    return c.json(ordered.slice(0, Math.min(100, Number(size))).map(activity => activityOf(c.var.site, activity)))
  })
