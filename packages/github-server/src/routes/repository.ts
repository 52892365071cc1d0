import { Hono } from 'hono'
import { checkRunOf, gitCommitOf, jobOf, repositoryOf } from '../documents.ts'
import { endpoint, numberIn, type Env } from '../exchange.ts'
import { pageOf } from '../pages.ts'
import { found, notFound } from '../refusal.ts'

const REPOSITORY = '/repos/:owner/:repo'
const JOBS = '/actions/workflow-jobs#list-jobs-for-a-workflow-run'

/** The repository itself, and what ran in it. */
export const repository = new Hono<Env>()
  .get(REPOSITORY, endpoint('/repos/repos#get-a-repository', 'read'), c =>
    c.json(repositoryOf(c.var.site, c.var.repository))
  )
  .get(`${REPOSITORY}/actions/runs/:run/attempts/:attempt/jobs`, endpoint(`${JOBS}-attempt`, 'read', 'actions'), c => {
    const [run, attempt] = [numberIn(c, 'run'), numberIn(c, 'attempt')]
    const jobs = c.var.repository.jobs.filter(job => job.runId === run && job.attempt === attempt)
    found(jobs[0])
    const shown = pageOf(c, jobs).map(job => jobOf(c.var.site, c.var.repository, job))
    return c.json({ total_count: jobs.length, jobs: shown })
  })
  .get(`${REPOSITORY}/git/commits/:commit`, endpoint('/git/commits#get-a-commit-object', 'read', 'contents'), c => {
    const sha = c.req.param('commit')
    if (!/^[\da-f]{40}$/.test(sha)) throw notFound()
    return c.json(gitCommitOf(c.var.site, c.var.repository, sha))
  })
  .get(
    `${REPOSITORY}/actions/jobs/:job`,
    endpoint('/actions/workflow-jobs#get-a-job-for-a-workflow-run', 'read', 'actions'),
    c => {
      const id = numberIn(c, 'job')
      return c.json(jobOf(c.var.site, c.var.repository, found(c.var.repository.jobs.find(job => job.id === id))))
    }
  )
  .get(
    `${REPOSITORY}/commits/:commit/check-runs`,
    endpoint('/checks/runs#list-check-runs-for-a-git-reference', 'read', 'checks'),
    c => {
      const jobs = c.var.repository.jobs.filter(({ headSha }) => headSha === c.req.param('commit'))
      const shown = pageOf(c, jobs).map(job => checkRunOf(c.var.site, c.var.repository, job))
      return c.json({ total_count: jobs.length, check_runs: shown })
    }
  )
