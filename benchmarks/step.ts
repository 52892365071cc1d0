/** One step of a job, as the runner starts it: the stub in bin/, with inputs in the environment. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { readManifest } from '../packages/workflow-runner/src/manifest.ts'
import { measured, type Measured } from './process.ts'

const ROOT = join(import.meta.dirname, '..')

export interface Step {
  /** The action's folder; `.` is the root action. An absolute path is that of an action in another checkout. */
  readonly action: string
  readonly inputs: Readonly<Record<string, string>>
  /** What is checked out. Empty unless given. */
  readonly workspace?: string
  readonly onLine?: (line: string) => void
}

/** Runs a step, and gives the text of its outputs as the runner finds it. */
export async function step({ action, inputs, workspace, onLine }: Step): Promise<Measured & { outputs: string }> {
  const temporary = mkdtempSync(join(tmpdir(), 'step-'))
  try {
    const file = (name: string): string => join(temporary, name)
    const output = file('output')
    const files = {
      GITHUB_OUTPUT: output,
      GITHUB_STATE: file('state'),
      GITHUB_ENV: file('env'),
      GITHUB_STEP_SUMMARY: file('summary')
    }
    for (const path of Object.values(files)) writeFileSync(path, '')
    const checkout = workspace ?? join(temporary, 'workspace')
    mkdirSync(checkout, { recursive: true })
    const { main, inputs: declared } = readManifest(resolve(ROOT, action))
    const given: Record<string, string> = {}
    for (const { name, default: text } of declared) {
      const otherwise = typeof text === 'string' && !text.includes('${{') ? text : ''
      given[`INPUT_${name.toUpperCase()}`] = inputs[name] ?? otherwise
    }
    const result = await measured({
      file: process.execPath,
      args: [resolve(ROOT, action, main)],
      cwd: checkout,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        GITHUB_ACTIONS: 'true',
        GITHUB_REPOSITORY: 'octo/infrastructure',
        GITHUB_RUN_ID: '1',
        GITHUB_SHA: '0'.repeat(40),
        GITHUB_WORKSPACE: checkout,
        RUNNER_TEMP: temporary,
        ...files,
        ...given
      },
      ...(onLine && { onLine })
    })
    return { ...result, outputs: readFileSync(output, 'utf8') }
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}
