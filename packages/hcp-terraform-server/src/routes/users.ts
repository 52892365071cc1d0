import { Hono } from 'hono'
import { userResource } from '../documents/users.ts'
import { found, invalid, notFound } from '../refusal.ts'
import { sent, show, type Env } from './exchange.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/account and .../users */
export const users = new Hono<Env>()
  .get('/account/details', c => show(c, userResource(c.var.view, c.var.view.caller)))
  // https://developer.hashicorp.com/terraform/cloud-docs/api-docs/account#update-your-account-info
  .patch('/account/update', async c => {
    const { caller } = c.var.view
    if (caller.kind !== 'user') throw notFound()
    const { username = caller.name, email } = (await sent(c, 'users')).attributes
    if (typeof username !== 'string' || !/^[\w.-]{1,100}$/.test(username))
      throw invalid('Username is not valid', '/data/attributes/username')
    if (email !== undefined && (typeof email !== 'string' || !email.includes('@')))
      throw invalid('Email is invalid', '/data/attributes/email')
    caller.name = username
    if (email !== undefined) caller.email = email
    return show(c, userResource(c.var.view, caller))
  })
  .get('/users/:user', c =>
    show(c, userResource(c.var.view, found(c.var.view.service.world.people.get(c.req.param('user')))))
  )
