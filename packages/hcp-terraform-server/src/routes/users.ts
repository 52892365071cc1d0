import { Hono } from 'hono'
import { userResource } from '../documents/users.ts'
import { found } from '../refusal.ts'
import { show, type Env } from './exchange.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/account and .../users */
export const users = new Hono<Env>()
  .get('/account/details', c => show(c, userResource(c.var.view, c.var.view.caller)))
  .get('/users/:user', c =>
    show(c, userResource(c.var.view, found(c.var.view.service.world.people.get(c.req.param('user')))))
  )
