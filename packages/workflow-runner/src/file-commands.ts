import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { LineReader } from './lines.ts'
import type { StepContext } from './step-context.ts'

/** What a step may write to, by the name of the `github` context property that says where. */
const PREFIXES = {
  path: 'add_path_',
  env: 'set_env_',
  step_summary: 'step_summary_',
  state: 'save_state_',
  output: 'set_output_'
} as const
export type FileCommand = keyof typeof PREFIXES
export type CommandFiles = Readonly<Record<FileCommand, string>>

const SUMMARY_LIMIT = 1024 * 1024
/** Source: actions/runner SetEnvFileCommand. */
const BLOCKED_ENV = ['NODE_OPTIONS']

/** New files for one stage of one step. Source: actions/runner FileCommandManager.cs. */
export function createCommandFiles(temp: string): CommandFiles {
  const directory = path.join(temp, '_runner_file_commands')
  mkdirSync(directory, { recursive: true })
  const suffix = randomUUID()
  const create = (name: FileCommand) => {
    const file = path.join(directory, PREFIXES[name] + suffix)
    writeFileSync(file, '')
    return file
  }
  return {
    path: create('path'),
    env: create('env'),
    step_summary: create('step_summary'),
    state: create('state'),
    output: create('output')
  }
}

/** Reads what the step wrote, in the runner's order. A fault fails the step; what came before the fault counts. */
export function readCommandFiles(context: StepContext, files: CommandFiles): void {
  const readers: Readonly<Record<FileCommand, () => void>> = {
    path: () => {
      for (const line of linesOf(read(files.path))) if (line !== '') context.addPath(line)
    },
    env: () => {
      for (const [name, value] of pairs(read(files.env))) setEnv(context, name, value)
    },
    step_summary: () => readSummary(context, files.step_summary),
    state: () => {
      for (const [name, value] of pairs(read(files.state))) context.state.set(name, value)
    },
    output: () => {
      for (const [name, value] of pairs(read(files.output))) context.outputs.set(notEmpty(name), value)
    }
  }
  for (const [name, reader] of Object.entries(readers)) {
    try {
      reader()
    } catch (error) {
      context.error(`Unable to process file command '${name}' successfully.`)
      context.error(error instanceof Error ? error.message : String(error))
      context.failed = true
    }
  }
}

/** A file that the step removed is an empty one. */
function read(file: string): string {
  return statSync(file, { throwIfNoEntry: false }) ? readFileSync(file, 'utf8').replace(/^\uFEFF/, '') : ''
}

function linesOf(text: string): string[] {
  const reader = new LineReader()
  return [...reader.push(Buffer.from(text)), ...reader.end()]
}

const notEmpty = (name: string) => {
  if (name === '') throw new Error("Value cannot be null. (Parameter 'name')")
  return name
}

function setEnv(context: StepContext, name: string, value: string): void {
  const blocked = BLOCKED_ENV.find(each => each === name.toUpperCase())
  if (blocked !== undefined) {
    context.error(`Can't store ${blocked} output parameter using '$GITHUB_ENV' command.`)
    return
  }
  context.env.set(notEmpty(name), value)
}

function readSummary(context: StepContext, file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > SUMMARY_LIMIT) {
    const kibibytes = Math.floor(size / 1024)
    context.error(`$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got ${kibibytes}k.`)
    return
  }
  context.summary = linesOf(read(file))
    .map(line => `${context.masks.hide(line)}\n`)
    .join('')
}

/**
 * `NAME=VALUE` and `NAME<<DELIMITER` … `DELIMITER`, whichever mark comes first in a line. Only \n ends a line here.
 * Source: actions/runner EnvFileKeyValuePairs.
 */
export function* pairs(text: string): Generator<readonly [name: string, value: string]> {
  const lines = text.split('\n')
  const last = lines.length - 1
  for (let at = 0; at <= last; at++) {
    const line = lines[at] ?? ''
    if (line === '') continue
    const equals = line.indexOf('=')
    const heredoc = line.indexOf('<<')
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      yield [line.slice(0, equals), line.slice(equals + 1)]
      continue
    }
    if (heredoc < 0) throw new Error(`Invalid format '${line}'`)
    const name = line.slice(0, heredoc)
    const delimiter = line.slice(heredoc + 2)
    if (name === '' || delimiter === '') {
      throw new Error(`Invalid format '${line}'. Name must not be empty and delimiter must not be empty`)
    }
    const first = at + 1
    at = lines.indexOf(delimiter, first)
    if (at < 0) throw new Error(unclosed(lines.slice(first), delimiter))
    yield [name, lines.slice(first, at).join('\n')]
  }
}

/** Without its delimiter a value runs to the end of the file, whose last line may lack its line end. */
const unclosed = (value: readonly string[], delimiter: string) =>
  (value.at(-1) ?? '') === ''
    ? `Invalid value. Matching delimiter not found '${delimiter}'`
    : 'Invalid value. EOF marker missing new line.'
