import { Hono } from 'hono'
import { deploymentOf, deploymentStatusOf } from '../documents.ts'
import { endpoint, numberIn, sent, type Env, type Exchange } from '../exchange.ts'
import { pageOf } from '../pages.ts'
import { found, invalid } from '../refusal.ts'
import { now, type Deployment } from '../world.ts'

const DEPLOYMENTS = '/repos/:owner/:repo/deployments'
const STATUSES = `${DEPLOYMENTS}/:deployment/statuses`
const page = (anchor: string) => `/deployments/deployments#${anchor}`
const STATES = ['error', 'failure', 'inactive', 'in_progress', 'queued', 'pending', 'success']

/** https://docs.github.com/rest/deployments/deployments and /rest/deployments/statuses */
export const deployments = new Hono<Env>()
  .get(DEPLOYMENTS, endpoint(page('list-deployments'), 'read', 'deployments'), c => {
    const { environment, ref } = c.req.query()
    const all = [...c.var.repository.deployments.values()].filter(
      each => (environment === undefined || each.environment === environment) && (ref === undefined || each.ref === ref)
    )
    return c.json(pageOf(c, all.toReversed()).map(each => deploymentOf(c.var.site, c.var.repository, each)))
  })
  .post(DEPLOYMENTS, endpoint(page('create-a-deployment'), 'write', 'deployments'), async c => {
    const { repository, service, site, token } = c.var
    const { ref, environment = 'production', transient_environment: transient } = await sent(c)
    if (typeof ref !== 'string' || ref === '')
      throw invalid({ resource: 'Deployment', code: 'missing_field', field: 'ref' })
    const deployment: Deployment = {
      id: service.world.nextId(),
      ref,
      environment: String(environment),
      transient: transient === true,
      user: token.user,
      createdAt: now(),
      statuses: []
    }
    repository.deployments.set(deployment.id, deployment)
    return c.json(deploymentOf(site, repository, deployment), 201)
  })
  .get(STATUSES, endpoint('/deployments/statuses#list-deployment-statuses', 'read', 'deployments'), c => {
    const deployment = deploymentIn(c)
    const { repository, site } = c.var
    const newest = deployment.statuses.toReversed()
    return c.json(pageOf(c, newest).map(status => deploymentStatusOf(site, repository, deployment, status)))
  })
  .post(STATUSES, endpoint('/deployments/statuses#create-a-deployment-status', 'write', 'deployments'), async c => {
    const deployment = deploymentIn(c)
    const { repository, service, site, token } = c.var
    const { state, environment_url: url } = await sent(c)
    if (typeof state !== 'string' || !STATES.includes(state))
      throw invalid({ resource: 'DeploymentStatus', code: 'custom', field: 'state' })
    const status = {
      id: service.world.nextId(),
      state,
      environmentUrl: typeof url === 'string' ? url : '',
      user: token.user,
      createdAt: now()
    }
    deployment.statuses.push(status)
    return c.json(deploymentStatusOf(site, repository, deployment, status), 201)
  })

const deploymentIn = (c: Exchange): Deployment => found(c.var.repository.deployments.get(numberIn(c, 'deployment')))
