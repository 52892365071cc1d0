import { mkdtempSync, readFileSync, rmSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { StepEnd } from '../../packages/workflow-runner/src/index.ts'
import { runStep } from '../actions/on-a-runner.ts'
import { begin } from './cases.ts'
import { caseOf, optionsOf } from './trial.ts'

/** A call that leaves our code, and which of its kind in a step: `fs.readFileSync 2`. */
export type OutsideCall = string

const PRELOAD = pathToFileURL(join(import.meta.dirname, 'hostile-calls.ts')).href

/** Uses an action as a process of its own in which one call throws. What it says is searched for secrets. */
export async function withHostileCall(
  name: string,
  call: OutsideCall | undefined
): Promise<{ readonly step: StepEnd; readonly calls: readonly OutsideCall[] }> {
  const use = caseOf(name)
  await using world = await begin(use)
  const { hcp, inputs } = world
  const directory = mkdtempSync(join(tmpdir(), 'calls-'))
  const record = join(directory, 'record')
  try {
    const step = await runStep(hcp, {
      ...optionsOf(use, inputs),
      env: { NODE_OPTIONS: `--import ${PRELOAD}`, HOSTILE_CALL: call, HOSTILE_RECORD: record }
    })
    return { step, calls: existsSync(record) ? callsIn(readFileSync(record, 'utf8')) : [] }
  } finally {
    rmSync(directory, { recursive: true })
  }
}

/** The first, the middle and the last call of each kind. */
function callsIn(record: string): readonly OutsideCall[] {
  const counts = new Map<string, number>()
  for (const line of record.trim().split('\n')) {
    const [label = '', count = ''] = line.split(' ')
    counts.set(label, Math.max(counts.get(label) ?? 0, Number(count)))
  }
  return [...counts].flatMap(([label, count]) =>
    [...new Set([1, Math.ceil(count / 2), count])].map(nth => `${label} ${nth}`)
  )
}
