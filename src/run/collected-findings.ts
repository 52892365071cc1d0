import type { RunFinding } from './run-finding.ts'

/** What was found of one kind, up to what went wrong. */
export interface Collected {
  readonly findings: readonly RunFinding[]
  readonly error?: unknown
}

export async function collected(found: AsyncIterable<RunFinding>): Promise<Collected> {
  const findings: RunFinding[] = []
  try {
    for await (const finding of found) findings.push(finding)
    return { findings }
  } catch (error) {
    return { findings, error }
  }
}
