/** What HCP Terraform itself writes around Terraform's output in a plan's or an apply's log. */

/** The three lines that clients skip before an apply's log. */
export function logHead(terraformVersion: string): string {
  return `Terraform v${terraformVersion}\non linux_amd64\nInitializing plugins and modules...\n`
}

export function logFailure(command: 'init' | 'plan' | 'apply', exitCode: number): string {
  return `Operation failed: failed running terraform ${command} (exit ${exitCode})`
}
