import { redactFinding } from '../report/redact.ts'
import { Checks } from '../run/checks.ts'
import { isQuoting, UNREAD_FINDINGS } from '../run/run-finding.ts'
import type { Outcome } from '../run/outcome.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { hideMarkedValues } from './log-plan.ts'
import type { World } from './world.ts'

/** What policies, tasks and the cost estimate have found of a run so far. What can't be read causes a warning. */
export async function findingsNow(world: World, tfe: Tfe, run: Run): Promise<Pick<Outcome, 'findings' | 'unread'>> {
  const { log, signal } = world
  const checks = new Checks(tfe)
  for (const { error } of await checks.news(run, true, signal))
    if (error !== undefined) log.warning(`${UNREAD_FINDINGS}: ${log.reason(error)}`)
  if (checks.findings.some(isQuoting)) await hideMarkedValues(world, tfe, run)
  const findings = checks.findings.map(finding => redactFinding(finding, log.secrets))
  return { findings, unread: checks.unread }
}
