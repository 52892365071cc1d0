import { summary } from '@actions/core'
import { readFileSync } from 'node:fs'
import type { Launch } from '../../packages/workflow-runner/src/index.ts'
import type { WorldOverrides } from '../../src/steps/world.ts'
import { guarded, noteMasks, wrapNode } from './outside-calls.ts'

/** Set from the first run on. What was imported before would call the functions of Node as they were. */
let unwrap: (() => void) | undefined

/** Gives this process the functions of Node back as they were. */
export function endInProcess(): void {
  unwrap?.()
  unwrap = undefined
}

/**
 * Runs what a stub in bin/ calls, in this process: its environment and its output are the process's own for as long as it runs, so one at a
 * time. `world` gives it a clock and a network; it ends early when `over` resolves.
 */
export const inThisProcess =
  (world: (env: Readonly<Record<string, string>>) => Required<WorldOverrides>, over: Promise<unknown>): Launch =>
  ({ args: [script = ''], env, onLine }) => {
    const nothing = (): void => undefined
    return { interrupt: nothing, kill: nothing, exited: run(script, env, onLine) }

    async function run(stub: string, variables: typeof env, tell: typeof onLine) {
      unwrap ??= wrapNode()
      const action = await exported(stub)
      const { env: before, exitCode } = process
      const write = process.stdout.write.bind(process.stdout)
      const transcript: string[] = []
      process.env = { ...variables }
      process.exitCode = undefined
      // It remembers the file of the step before.
      Object.assign(summary, { _filePath: undefined })
      process.stdout.write = guarded('stdout.write', (chunk: string | Uint8Array): boolean => {
        noteMasks(chunk)
        transcript.push(String(chunk))
        return true
      })
      try {
        await Promise.race([action(world(variables)), over])
        const text = transcript.join('')
        for (const line of text.replace(/\n$/, '').split('\n')) tell(line)
        return {
          code: exitCodeNow(),
          signal: undefined,
          interrupted: false,
          transcript: text,
          fault: undefined
        }
      } finally {
        process.stdout.write = write
        process.exitCode = exitCode
        process.env = before
      }
    }
  }

/** What an action has set meanwhile. */
const exitCodeNow = (): number => Number(process.exitCode ?? 0)

async function exported(stub: string): Promise<(outside: WorldOverrides) => Promise<void>> {
  const name = /(?:import|const) \{ (\w+) \}/.exec(readFileSync(stub, 'utf8'))?.[1] ?? ''
  const module = (await import('../../src/index.ts')) as Record<string, (outside: WorldOverrides) => Promise<void>>
  const action = module[name]
  if (action === undefined) throw new Error(`${stub}: there is no ${name} in src/index.ts`)
  return action
}
