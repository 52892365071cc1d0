import { randomUUID } from 'node:crypto'
import { accessSync, constants, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createCommandFiles } from './file-commands.ts'
import type { JobContext } from './job-context.ts'
import { openStep, printEnv, startStep, type LiveStep } from './step.ts'
import type { StepContext } from './step-context.ts'

export interface Script {
  readonly text: string
  readonly shell: string | undefined
  readonly workingDirectory: string | undefined
  readonly reference: string
  readonly actionPath?: string | undefined
  readonly env: Readonly<Record<string, string>>
  readonly onLine: (line: string) => void
}

/** How each shell is called. Source: actions/runner ScriptHandlerHelpers.cs. */
const SHELLS: Readonly<Record<string, string>> = {
  bash: 'bash --noprofile --norc -e -o pipefail {0}',
  sh: 'sh -e {0}',
  python: 'python {0}'
}
const UNNAMED = 'bash -e {0}'

/** Starts a `run` step. Source: actions/runner ScriptHandler.cs. */
export function startScript(job: JobContext, script: Script): LiveStep {
  const { context, waiting } = openStep(job, { onLine: script.onLine })
  const files = createCommandFiles(job.temp)
  const env = job.environment(script.env, {
    action: script.reference,
    action_repository: '',
    action_ref: '',
    ...pathOf(script),
    ...files
  })
  const format = formatOf(script.shell)
  const [shell = '', ...args] = format.split(/\s+/)
  const file = which(shell, env.PATH ?? '')
  const scriptFile = path.join(job.temp, `${randomUUID()}.sh`)
  writeFileSync(scriptFile, script.text)
  printScript(context, script, [file, ...args].join(' '))
  return startStep(job, context, waiting, {
    file,
    args: args.map(each => each.replaceAll('{0}', scriptFile)),
    cwd: path.resolve(job.workspace, script.workingDirectory ?? ''),
    env,
    files,
    complaint: code => `Process completed with exit code ${code}.`
  })
}

const pathOf = ({ actionPath }: Script): Record<string, string> =>
  actionPath === undefined ? {} : { action_path: actionPath }

function formatOf(shell: string | undefined): string {
  const format = shell === undefined || shell === '' ? UNNAMED : (SHELLS[shell] ?? shell)
  if (format.includes('{0}')) return format
  throw new Error(`Invalid shell option '${format}': ${Object.keys(SHELLS).join(', ')}, or a command with {0} in it`)
}

function which(command: string, directories: string): string {
  const found = directories
    .split(path.delimiter)
    .map(directory => path.resolve(directory, command))
    .find(isExecutable)
  if (found === undefined) throw new Error(`${command}: command not found`)
  return found
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function printScript(context: StepContext, script: Script, shell: string): void {
  const lines = script.text.replaceAll('\r\n', '\n').replace(/\n+$/, '').split('\n')
  context.output(`##[group]Run ${script.text.trimStart().split(/[\r\n]/)[0] ?? ''}`)
  for (const line of lines) context.output(`\u001b[36;1m${line}\u001b[0m`)
  context.output(`shell: ${shell}`)
  printEnv(context, script.env)
  context.output('##[endgroup]')
}
