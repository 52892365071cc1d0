import type { Log } from '../github/log.ts'
import type { ResourceStep } from '../terraform/apply-steps.ts'
import { Boxes } from '../terraform/boxes.ts'
import type { Diagnostic, LogEvent } from '../terraform/log-events.ts'
import { render } from '../terraform/render-log.ts'
import type { LogAgainstJson } from '../run/log-against-json.ts'
import { isQuoting, type RunFinding } from '../run/run-finding.ts'
import { PHASES, type PhaseName, type RunEvent } from '../run/run-event.ts'
import { describeFinding, failedWithoutEffect, isFailed, isLate, isPassed, type Outcome } from '../run/outcome.ts'
import { redactEvent, redactFinding } from '../report/redact.ts'
import { isChange } from '../run/read-plan.ts'
import { describeStall } from '../run/stall.ts'
import { describeStatus } from '../run/status.ts'
import { phaseEnded } from '../tfe/resources/plans.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { describeQueue } from './describe-blocker.ts'
import { NO_PLAN, type PlanAccess } from './plan-access.ts'
import { RunLog } from './run-log.ts'

/** What the log of a run said. */
export interface LoggedRun {
  readonly diagnostics: readonly Diagnostic[]
  /** What the plan's log said of its changes. */
  readonly changes: readonly LogEvent[]
  /** What the apply's log said of each resource. */
  readonly steps: readonly ResourceStep[]
  /** The lines of the plan's log that are plain text. */
  readonly planLines: readonly string[]
  /** The plan's log, to hold against the plan as JSON. */
  readonly againstJson: LogAgainstJson
  /** Whether the values that the plan marks as sensitive are not known yet, though what was logged may quote them. */
  readonly isUnread: boolean
}

const TITLES: Readonly<Record<PhaseName, string>> = { plan: 'Terraform plan', apply: 'Terraform apply' }

/** Logs what happens to a run as it happens. Each phase has a group of its own. */
export async function logRun(
  runEvents: AsyncGenerator<RunEvent, Outcome>,
  log: Log,
  first: Run,
  { planOf, hideMarked }: PlanAccess
): Promise<Outcome & LoggedRun> {
  const said = new RunLog()
  let isPlanLogged = false
  let current = first
  let isHidden = false
  /** Gives whether what may quote the plan can be logged: not where a limit has passed before the plan was read. */
  const hide = async (isOver = false): Promise<boolean> => {
    if (isHidden || !hasPlanned(current)) return true
    if (!(await hideMarked(current, isOver))) return false
    isHidden = current.plan !== undefined
    return true
  }
  const logPlan = async (run: Run): Promise<void> => {
    if (isPlanLogged || said.changes.length === 0 || !hasPlanned(run)) return
    isPlanLogged = true
    const found =
      said.changes.some(({ kind }) => kind !== 'summary') || run.hasChanges !== false ? await planOf(run) : NO_PLAN
    if (open !== 'plan') log.group(TITLES.plan)
    log.remote(
      'missing' in found
        ? [
            ...said.changes.filter(({ kind }) => kind !== 'drift').flatMap(render),
            ...withoutAttributes(said.changes, found.missing)
          ]
        : found
    )
    await log.drained()
    log.endGroup()
    open = undefined
    log.remote(said.changes.flatMap(change => (change.kind === 'summary' ? [change.text] : [])))
  }
  const shown = (event: LogEvent): LogEvent => redactEvent(event, log.secrets)
  const boxes: Readonly<Record<PhaseName, Boxes>> = { plan: new Boxes(), apply: new Boxes() }
  const openGroup = (phase: PhaseName): void => {
    if (open !== phase) log.group(TITLES[phase])
    open = phase
  }
  const logParts = (phase: PhaseName, parts: readonly LogEvent[]): void => {
    if (parts.length === 0) return
    for (const part of parts) said.diagnostic(part)
    openGroup(phase)
    log.remote(parts.filter(part => isNews(phase, part)).flatMap(part => render(shown(part))))
  }
  const redacted = (finding: RunFinding): RunFinding => redactFinding(finding, log.secrets)
  let open: PhaseName | undefined
  for (;;) {
    const { done, value: event } = await runEvents.next()
    if (done === true) {
      for (const phase of PHASES) logParts(phase, boxes[phase].flush())
      await logPlan(event.run)
      log.endGroup()
      current = event.run
      const isQuoted = said.diagnostics.length > 0 || event.findings.some(isQuoting)
      // A run that passed a limit ends first.
      const isUnread = isQuoted && !(await hide(!isLate(event)))
      for (const finding of failedWithoutEffect(event)) log.warning(describeFinding(redacted(finding)))
      const { diagnostics, allChanges: changes, steps, planLines, againstJson } = said
      const findings = event.findings.map(redacted)
      return { ...event, findings, diagnostics, changes, steps, planLines, againstJson, isUnread }
    }
    if (event.kind === 'log') {
      current = event.run
      if (event.phase === 'plan' && event.isEnd) said.againstJson.end()
      if (event.lines.length === 0) continue
      openGroup(event.phase)
      if (!(await hide())) continue
      for (const line of event.lines) {
        if (event.phase === 'plan') said.plan(line, shown)
        else said.apply(line)
      }
      const { phase, lines } = event
      logParts(
        phase,
        lines.flatMap(line => boxes[phase].push(line))
      )
      await log.drained()
    } else {
      if (event.kind === 'status') {
        current = event.run
        await logPlan(event.run)
      }
      log.endGroup()
      open = undefined
      if (event.kind === 'finding' && isQuoting(event.finding) && !(await hide())) continue
      announce(event.kind === 'finding' ? { ...event, finding: redacted(event.finding) } : event, log)
    }
  }
}

const hasPlanned = ({ plan }: Run): boolean => plan === undefined || phaseEnded(plan.status)

/** The changes of a plan are logged when its log has ended. The log of an apply repeats them first. */
const isNews = (phase: PhaseName, line: LogEvent): boolean =>
  line.kind === 'drift' || !isChange(line) || (phase === 'apply' && line.kind === 'summary')

/** What the log does not say by itself. */
const withoutAttributes = (changes: readonly LogEvent[], why: string): readonly string[] =>
  changes.some(({ kind }) => kind === 'change') ? ['', why] : []

function announce(event: Exclude<RunEvent, { kind: 'log' }>, log: Log): void {
  switch (event.kind) {
    case 'status':
      log.info(`Run: ${describeStatus(event.run.status)}`)
      return
    case 'queued':
      log.info(describeQueue(event, log.secrets))
      return
    case 'stalled':
      log.info(describeStall(event))
      return
    case 'finding':
      announceFinding(event.finding, log)
      return
    case 'confirmed':
      log.info('Confirmed the plan.')
      return
    case 'trouble':
      log.warning(event.message)
      return
    default:
      event satisfies never
  }
}

/** What has failed and did not stop the run is warned of; what stopped it, the step's own failure names. */
function announceFinding(finding: RunFinding, log: Log): void {
  if (isPassed(finding) || isFailed(finding)) log.info(describeFinding(finding))
  else log.warning(describeFinding(finding))
}
