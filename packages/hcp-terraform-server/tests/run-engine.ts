import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { ApplyResult, Engine, PlanResult, Work } from '../src/engine/engine.ts'
import { parseJson } from '../src/engine/json.ts'

/** One run of a configuration: its plan and, where that succeeds, its apply. The next step starts from its state. */
export interface Step extends Partial<Omit<Work, 'directory' | 'state' | 'variables' | 'log' | 'signal'>> {
  /** The text of `main.tf`, or texts by file name. */
  readonly files: string | Readonly<Record<string, string>>
  /** HCL by name. */
  readonly variables?: Readonly<Record<string, string>>
  readonly apply?: boolean
  /** The state by the time of the apply, when somebody wrote another one. */
  readonly meanwhile?: Buffer
  /** Receives the log so far whenever there is more of it. */
  readonly watch?: (log: string, cancel: () => void) => void
}

export interface Ran {
  readonly plan: PlanResult
  readonly planLog: string
  readonly apply?: ApplyResult
  readonly applyLog: string
  readonly state?: Buffer
}

export async function runEngine(engine: Engine, steps: readonly Step[], from?: Buffer): Promise<Ran[]> {
  const ran: Ran[] = []
  for (const step of steps) ran.push(await runStep(engine, step, ran.at(-1)?.state ?? from))
  return ran
}

async function runStep(
  engine: Engine,
  { files, variables, apply = true, meanwhile, watch, ...options }: Step,
  before?: Buffer
): Promise<Ran> {
  const directory = await mkdtemp(join(tmpdir(), 'engine-'))
  const abort = new AbortController()
  const logs = { plan: '', apply: '' }
  const work = (phase: 'plan' | 'apply', state = before): Work => ({
    ...{ workingDirectory: '', mode: 'normal', refresh: true, targets: [], replacements: [], structured: true },
    ...options,
    directory,
    variables: Object.entries(variables ?? {}).map(([key, value]) => ({ key, value })),
    ...(state === undefined ? {} : { state }),
    signal: abort.signal,
    log: text => {
      logs[phase] += Buffer.from(text).toString()
      watch?.(logs[phase], () => abort.abort())
    }
  })
  try {
    for (const [name, text] of Object.entries(typeof files === 'string' ? { 'main.tf': files } : files)) {
      await mkdir(dirname(join(directory, name)), { recursive: true })
      await writeFile(join(directory, name), text)
    }
    const plan = await engine.plan(work('plan'))
    const applied = plan.status === 'finished' && apply ? await engine.apply(work('apply', meanwhile), plan) : undefined
    const state = applied?.state ?? before
    return {
      plan,
      planLog: logs.plan,
      applyLog: logs.apply,
      ...(applied === undefined ? {} : { apply: applied }),
      ...(state === undefined ? {} : { state })
    }
  } finally {
    await rm(directory, { recursive: true })
  }
}

/** "+1 ~0 -0", and whether that is a change; or what failed, in Terraform's words, with file and line. */
export function inShort({ plan, planLog, apply, applyLog }: Ran): string {
  if (plan.status !== 'finished') return [`plan ${plan.status}`, ...errors(planLog)].join('; ')
  if (apply !== undefined && apply.status !== 'finished')
    return [`apply ${apply.status}`, ...errors(applyLog)].join('; ')
  return `+${plan.additions} ~${plan.changes} -${plan.destructions}${plan.hasChanges ? '' : ', no changes'}`
}

export interface LogEvent {
  readonly type: string
  readonly '@timestamp'?: string
  readonly hook?: { readonly resource?: { readonly addr: string }; readonly elapsed_seconds?: number }
  readonly diagnostic?: {
    readonly severity: string
    readonly summary: string
    readonly detail: string
    readonly range?: { readonly filename: string; readonly start: { readonly line: number } }
    readonly snippet?: { readonly code: string; readonly highlight_end_offset: number }
  }
}

export function events(log: string): LogEvent[] {
  const lines = log.split('\n').filter(line => line.startsWith('{'))
  return lines.map(line => JSON.parse(line) as LogEvent)
}

export function diagnostics(log: string): NonNullable<LogEvent['diagnostic']>[] {
  const found = events(log).flatMap(({ diagnostic }) => (diagnostic === undefined ? [] : [diagnostic]))
  // `init` heads its list of errors with a sentence in an error's place.
  return found.filter(({ summary }) => !summary.startsWith('Terraform encountered problems'))
}

function errors(log: string): string[] {
  const found = diagnostics(log).filter(({ severity }) => severity === 'error')
  const said = found.map(({ summary, range }) =>
    range === undefined ? summary : `${summary} (${range.filename}:${range.start.line})`
  )
  return [...new Set(said)].sort()
}

/** Each output as its JSON and its type, with all the digits of a number. */
export function outputs({ state }: Ran): Record<string, string> {
  if (state === undefined) return {}
  const { outputs } = parseJson(state.toString()) as {
    outputs: Record<string, { value: unknown; type: unknown; sensitive?: boolean }>
  }
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { value, type, sensitive }]) => [
      name,
      [
        JSON.stringify(value),
        JSON.stringify(type).replaceAll('"', ''),
        ...(sensitive === true ? ['sensitive'] : [])
      ].join(' ')
    ])
  )
}
