import { getExecOutput } from '@actions/exec'

/** The first line of a commit's message. Undefined where there is no such commit, no repository, or no git. */
export async function commitSubject(directory: string, commit: string): Promise<string | undefined> {
  try {
    const { exitCode, stdout } = await getExecOutput('git', ['log', '--max-count=1', '--format=%s', commit, '--'], {
      cwd: directory,
      silent: true,
      ignoreReturnCode: true
    })
    return exitCode === 0 ? stdout.trim() || undefined : undefined
  } catch {
    return undefined
  }
}
