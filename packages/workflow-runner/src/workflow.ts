import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { EndedJob } from './ended-job.ts'
import type { GithubContext } from './github-context.ts'
import { runJobs } from './jobs.ts'
import type { Conclusion, JobOptions } from './job-context.ts'
import { Waiting } from './step.ts'
import { checkUses, type Actions } from './uses.ts'
import { readCalled } from './reusable-workflow.ts'
import { readWorkflow, type WorkflowFile } from './workflow-file.ts'

/** https://docs.github.com/en/actions/how-tos/deploy/configure-and-manage-deployments/manage-environments */
export interface Environment {
  /** They win over those of the repository. */
  readonly secrets?: Readonly<Record<string, string>>
  /** Whether its protection rules let a job in, by the ref that it runs for: of branches, and of reviewers, for whom it waits. Every job unless given. */
  readonly admits?: (ref: string) => boolean | Promise<boolean>
}

export interface WorkflowOptions extends Omit<JobOptions, 'workspace' | 'secrets'> {
  readonly file: string
  /** The directory that is used as the repository: what actions/checkout gives. */
  readonly repository: string
  /** Where other repositories' actions are: `OWNER/hcp-terraform-action` to a directory. */
  readonly actions?: Actions
  readonly secrets?: Readonly<Record<string, string>>
  /** What jobs get that name an environment. */
  readonly environments?: Readonly<Record<string, Environment>>
  readonly vars?: Readonly<Record<string, string>>
  /** Of workflow_dispatch; the workflow's defaults fill in. */
  readonly inputs?: Readonly<Record<string, string | number | boolean>>
  /** Each line of each step's log as it comes. */
  readonly onLine?: (line: string, at: { readonly job: string; readonly step: string }) => void
}

export interface EndedWorkflow {
  readonly conclusion: Conclusion
  readonly jobs: readonly EndedJob[]
  readonly log: string
  /** The job with this id or name, its first combination. Throws when the workflow has none. */
  job(idOrName: string): EndedJob
}

export interface WorkflowRun {
  /** What cancelling the run does: to steps as their `if` says, to jobs that have not begun likewise. */
  cancel(): void
  /** The first log line that matches, of any step. Rejects if the run ends without one. */
  line(pattern: RegExp | string): Promise<string>
  readonly ended: Promise<EndedWorkflow>
}

/** Runs a workflow file, one job after the other. What this runner cannot run is an error before anything runs. */
export function runWorkflow(options: WorkflowOptions): WorkflowRun {
  const workflow = readWorkflow(options.file)
  checkAll(workflow, options)
  const event = eventOf(workflow, options)
  const inputs = inputsOf(workflow, event.name, options.inputs ?? {})
  const cancelling = new AbortController()
  const waiting = new Waiting()
  const artifacts = mkdtempSync(path.join(tmpdir(), 'runner-artifacts-'))
  mkdirSync(artifacts, { recursive: true })
  const ended = runJobs(workflow, {
    ...options,
    event,
    github: githubOf(workflow, options),
    inputs,
    artifacts,
    cancelled: cancelling.signal,
    onLine: (line, at) => {
      waiting.tell(line)
      options.onLine?.(line, at)
    }
  })
    .then(({ ended: jobs }) => endedWorkflow(jobs))
    .finally(() => rmSync(artifacts, { recursive: true, force: true }))
  return { cancel: () => cancelling.abort(), line: pattern => waiting.find(pattern, ended), ended }
}

/** Names every action and workflow that is missing before anything runs. */
function checkAll(workflow: WorkflowFile, options: WorkflowOptions, level = 1): void {
  if (level > MAX_LEVELS)
    throw new Error(`${options.file}: workflows call each other over more than ${MAX_LEVELS} levels`)
  checkUses(workflow, options.actions ?? {})
  for (const { call } of workflow.jobs) if (call !== undefined) checkAll(readCalled(call, options), options, level + 1)
}

/** Source: https://docs.github.com/en/actions/reference/workflows-and-actions/reusing-workflow-configurations */
const MAX_LEVELS = 10

function eventOf(workflow: WorkflowFile, options: WorkflowOptions) {
  const names = Object.keys(workflow.on)
  const event = options.event ?? { name: names[0] ?? '', payload: {} }
  if (names.includes(event.name)) return event
  throw new Error(`${options.file} listens to ${names.join(', ')}, not to ${event.name}`)
}

function githubOf(workflow: WorkflowFile, options: WorkflowOptions): GithubContext {
  const file = `.github/workflows/${path.basename(options.file)}`
  const token = options.secrets?.GITHUB_TOKEN
  return { workflow: workflow.name ?? file, ...(token === undefined ? {} : { token }), ...options.github }
}

/** Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_dispatchinputs */
function inputsOf(
  workflow: WorkflowFile,
  event: string,
  given: Readonly<Record<string, unknown>>
): Record<string, unknown> {
  if (event !== 'workflow_dispatch') return { ...given }
  const dispatch = workflow.on.workflow_dispatch as { readonly inputs?: Record<string, Record<string, unknown>> } | null
  const declared = dispatch?.inputs ?? {}
  const odd = Object.keys(given).filter(name => !Object.hasOwn(declared, name))
  if (odd.length > 0) throw new Error(`Unexpected inputs provided: ${odd.join(', ')}`)
  return Object.fromEntries(
    Object.entries(declared).map(([name, input]) => {
      const value = given[name] ?? input.default
      if (value === undefined && input.required === true) throw new Error(`Required input '${name}' not provided`)
      return [name, value ?? (input.type === 'boolean' ? false : '')]
    })
  )
}

function endedWorkflow(jobs: readonly EndedJob[]): EndedWorkflow {
  const conclusions = jobs.map(job => job.conclusion)
  const worst = (['failure', 'cancelled'] as const).find(each => conclusions.includes(each))
  return {
    conclusion: worst ?? (conclusions.includes('success') ? 'success' : 'skipped'),
    jobs,
    log: jobs.map(job => job.log).join('\n'),
    job: idOrName => {
      const found = jobs.find(job => job.id === idOrName || job.name === idOrName)
      if (!found) throw new Error(`No job '${idOrName}', only ${jobs.map(job => job.name).join(', ')}`)
      return found
    }
  }
}
