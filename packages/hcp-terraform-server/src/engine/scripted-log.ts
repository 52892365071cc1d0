import type { Counts, Work } from './engine.ts'
import { logFailure, logHead } from './log.ts'

export const TERRAFORM_VERSION = '1.11.4'

/** What a phase says when its script doesn't: little, but in the form that the workspace asks for. */
export function defaultLog(
  { structured }: Work,
  operation: 'plan' | 'apply',
  { status = 'finished' }: { readonly status?: 'finished' | 'errored' },
  counts: Counts
): string[] {
  const version = {
    '@level': 'info',
    '@message': `Terraform ${TERRAFORM_VERSION}`,
    type: 'version',
    terraform: TERRAFORM_VERSION,
    ui: '1.2'
  }
  const said = status === 'errored' ? diagnostic(operation) : summary(operation, counts)
  const end = status === 'errored' ? [logFailure(operation, 1)] : []
  if (!structured) return [logHead(TERRAFORM_VERSION), `${said['@message']}\n`, ...end]
  return [logHead(TERRAFORM_VERSION), ...[version, said].map(line), ...end]
}

function summary(operation: 'plan' | 'apply', { additions, changes, destructions, imports }: Counts) {
  const message =
    operation === 'plan'
      ? `Plan: ${additions} to add, ${changes} to change, ${destructions} to destroy.`
      : `Apply complete! Resources: ${additions} added, ${changes} changed, ${destructions} destroyed.`
  const counted = { add: additions, change: changes, import: imports, remove: destructions, operation }
  return { '@level': 'info', '@message': message, type: 'change_summary', changes: counted }
}

function diagnostic(operation: 'plan' | 'apply') {
  const text = `The script says that this ${operation} fails`
  return {
    '@level': 'error',
    '@message': `Error: ${text}`,
    type: 'diagnostic',
    diagnostic: { severity: 'error', summary: text, detail: '' }
  }
}

function line(event: object): string {
  return `${JSON.stringify({ ...event, '@module': 'terraform.ui', '@timestamp': new Date().toISOString() })}\n`
}
