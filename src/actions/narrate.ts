import type { Log } from '../github/log.ts'
import type { Diagnostic } from '../logs/events.ts'
import { render } from '../logs/render.ts'
import type { PhaseName, RunEvent } from '../run/follow.ts'
import type { Outcome } from '../run/outcome.ts'
import { says } from '../run/status.ts'

/** What was heard of a run beside what was printed. */
export interface Heard {
  readonly diagnostics: readonly Diagnostic[]
}

const TITLES: Readonly<Record<PhaseName, string>> = { plan: 'Terraform plan', apply: 'Terraform apply' }

/** Tells the job's log what happens to a run, as it happens: each phase's log in a group of its own. */
export async function narrate(events: AsyncGenerator<RunEvent, Outcome>, log: Log): Promise<Outcome & Heard> {
  const diagnostics: Diagnostic[] = []
  let open: PhaseName | undefined
  for (;;) {
    const { done, value } = await events.next()
    if (done === true) {
      log.endGroup()
      return { ...value, diagnostics }
    }
    if (value.kind === 'log') {
      if (open !== value.phase) log.group(TITLES[value.phase])
      open = value.phase
      diagnostics.push(...value.lines.flatMap(line => (line.kind === 'diagnostic' ? [line.diagnostic] : [])))
      log.remote(value.lines.flatMap(line => (isNews(value.phase, line.kind) ? render(line) : [])))
      continue
    }
    log.endGroup()
    open = undefined
    announce(value, log)
  }
}

/** An apply's log begins with what the plan's has said already. */
const isNews = (phase: PhaseName, kind: string): boolean => phase === 'plan' || (kind !== 'change' && kind !== 'drift')

function announce(event: Exclude<RunEvent, { kind: 'log' }>, log: Log): void {
  switch (event.kind) {
    case 'status': {
      log.info(`Run: ${says(event.run.status)}`)
      return
    }
    case 'confirmed': {
      log.info('Confirmed the plan.')
      return
    }
    case 'trouble': {
      log.warning(event.message)
      return
    }
    default:
      return event satisfies never
  }
}
