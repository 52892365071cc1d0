import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { runWorkflow, type WorkflowOptions } from './workflow.ts'

const USAGE = `workflow-runner WORKFLOW [options]
  --repository DIR     what actions/checkout copies. Default: the current directory
  --action NAME=DIR    where the action OWNER/REPOSITORY is; repeat it for each
  --secret NAME        a secret, with the value of the environment variable NAME; repeat it for each
  --var NAME=VALUE     a configuration variable; repeat it for each
  --input NAME=VALUE   an input of workflow_dispatch; repeat it for each
  --event NAME         default: the first event of the workflow
  --payload FILE       the event as JSON
  --env NAME=VALUE     a variable of the runner itself, TF_HOSTNAME for instance; repeat it for each
Exits with 0 if the workflow succeeds, else with 1.`

async function main(): Promise<void> {
  const many = { type: 'string', multiple: true, default: [] as string[] } as const
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      repository: { type: 'string', default: '.' },
      action: many,
      secret: many,
      var: many,
      input: many,
      env: many,
      event: { type: 'string' },
      payload: { type: 'string' },
      help: { type: 'boolean', default: false }
    }
  })
  if (values.help) {
    console.log(USAGE)
    return
  }
  const [file, ...rest] = positionals
  if (file === undefined || rest.length > 0) throw new Error('name one workflow file')
  if (values.payload !== undefined && values.event === undefined) throw new Error('--payload needs --event')
  const run = runWorkflow({
    file,
    repository: values.repository,
    actions: pairs('action', values.action),
    secrets: Object.fromEntries(values.secret.map(name => [name, secret(name)])),
    vars: pairs('var', values.var),
    inputs: pairs('input', values.input),
    machine: pairs('env', values.env),
    ...(values.event === undefined ? {} : { event: { name: values.event, payload: payload(values.payload) } }),
    onLine: line => console.log(line)
  } satisfies WorkflowOptions)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => run.cancel())
  const { conclusion, jobs } = await run.ended
  for (const job of jobs) console.log(`${job.name}: ${job.conclusion}`)
  process.exitCode = conclusion === 'success' || conclusion === 'skipped' ? 0 : 1
}

function pairs(option: string, texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map(text => {
      const at = text.indexOf('=')
      if (at < 1) throw new Error(`--${option} takes NAME=VALUE, not ${text}`)
      return [text.slice(0, at), text.slice(at + 1)]
    })
  )
}

function secret(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`--secret ${name}: there is no environment variable ${name}`)
  return value
}

function payload(file: string | undefined): Record<string, unknown> {
  return file === undefined ? {} : (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>)
}

main().catch((error: unknown) => {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
  process.exitCode = 2
})
