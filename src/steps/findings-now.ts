import { redactFinding } from '../report/redact.ts'
import { Checks } from '../run/checks.ts'
import { UNREAD_FINDINGS } from '../run/run-finding.ts'
import type { Outcome } from '../run/outcome.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/resources/runs.ts'
import type { World } from './world.ts'

/** What policies, tasks and the cost estimate have found of a run so far. What can't be read causes a warning. */
export async function findingsNow(
  { log, signal }: World,
  tfe: Tfe,
  run: Run
): Promise<Pick<Outcome, 'findings' | 'unread'>> {
  const checks = new Checks(tfe)
  for (const { error } of await checks.news(run, true, signal))
    if (error !== undefined) log.warning(`${UNREAD_FINDINGS}: ${log.reason(error)}`)
  const findings = checks.findings.map(finding => redactFinding(finding, log.secrets))
  return { findings, unread: checks.unread }
}
