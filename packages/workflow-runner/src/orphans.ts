import { readdirSync, readFileSync } from 'node:fs'

/**
 * Ends what a job's steps left running: every process that inherited the job's RUNNER_TRACKING_ID. Elsewhere than on
 * Linux there is no /proc to look in, and nothing is stopped. Source: actions/runner JobExtension.cs (FinalizeJob).
 */
export function endOrphans(trackingId: string): number[] {
  if (process.platform !== 'linux') return []
  const orphans = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(pid => environmentOf(pid).includes(`RUNNER_TRACKING_ID=${trackingId}`))
    .map(Number)
  for (const pid of orphans) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
  return orphans
}

/** Empty for a process that has gone, or is another user's. */
function environmentOf(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
  } catch {
    return []
  }
}
