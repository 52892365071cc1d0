/** Runs a program as a process of its own, and measures it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

export interface Measure {
  readonly seconds: number
  /** Peak of its memory, in bytes. */
  readonly memory: number
  /** Bytes that it printed. */
  readonly printed: number
}

const ROOT = join(import.meta.dirname, '..', '..')
const PEAK = join(import.meta.dirname, 'peak.ts')
/** Megabytes. With room, the garbage collector takes its time, and memory tells nothing; what needs more than this fails. */
export const HEAP = 96

/** Throws where the program fails, with the end of what it printed. */
export async function program(
  file: string,
  temporary: string,
  env: Readonly<Record<string, string>>
): Promise<Measure> {
  const peak = join(temporary, 'peak')
  const begun = performance.now()
  const child = spawn(process.execPath, [`--max-old-space-size=${HEAP}`, '--import', PEAK, join(ROOT, file)], {
    env: { PATH: process.env.PATH ?? '', PEAK_FILE: peak, ...env },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  let printed = 0
  let end = ''
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.length
    end = (end + chunk.toString('latin1')).slice(-2_000)
  })
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
  if (code !== 0) throw new Error(`${file} ended with ${code ?? signal ?? ''}:\n${end}`)
  return { seconds: (performance.now() - begun) / 1000, memory: Number(readFileSync(peak, 'utf8')), printed }
}

interface Metadata {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>
  readonly runs: { readonly main: string }
}

/** Runs the action of a folder as the runner does, with its own defaults but for expressions. */
export async function action(
  folder: string,
  temporary: string,
  given: Readonly<Record<string, string>>
): Promise<Measure> {
  const { inputs, runs } = parse(readFileSync(join(ROOT, folder, 'action.yml'), 'utf8')) as Metadata
  const env: Record<string, string> = { RUNNER_TEMP: temporary, GITHUB_WORKSPACE: join(temporary, 'workspace') }
  mkdirSync(env.GITHUB_WORKSPACE ?? '', { recursive: true })
  for (const name of ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY']) {
    env[name] = join(temporary, name)
    writeFileSync(env[name], '')
  }
  for (const [name, { default: value = '' }] of Object.entries(inputs)) {
    env[`INPUT_${name.toUpperCase()}`] = given[name] ?? (value.includes('${{') ? '' : value)
  }
  return program(join(folder, runs.main), temporary, env)
}
