import { reasonInWords } from './action-reasons.ts'
import { outputLines } from './diff/output-lines.ts'
import type { ChangeAction, Diagnostic, LogEvent, ResourceChange } from './log-events.ts'

/** ANSI colours, which GitHub's log viewer shows: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands */
const style = (code: number) => (text: string) => `\u001b[${code}m${text}\u001b[0m`
const bold = style(1)
const red = style(31)
const green = style(32)
const yellow = style(33)
const cyan = style(36)

/** What each action is called in the log, as Terraform's own words for it are. */
const ACTIONS: Readonly<Record<ChangeAction, { readonly mark: string; readonly what: string }>> = {
  noop: { mark: ' ', what: 'has no changes' },
  create: { mark: green('+'), what: 'will be created' },
  read: { mark: cyan('<='), what: 'will be read during apply' },
  update: { mark: yellow('~'), what: 'will be updated in-place' },
  replace: { mark: `${red('-')}/${green('+')}`, what: 'must be replaced' },
  delete: { mark: red('-'), what: 'will be destroyed' },
  move: { mark: ' ', what: 'has moved' },
  import: { mark: ' ', what: 'will be imported' },
  remove: { mark: ' ', what: 'will no longer be managed by Terraform, but will not be destroyed' }
}

export const isChangeAction = (word: string): word is ChangeAction => Object.hasOwn(ACTIONS, word)

/** What the CLI does not show either. The version is in the log's plain head already. */
const HIDDEN: ReadonlySet<string> = new Set([
  'version',
  'refresh_complete',
  'apply_errored',
  'provision_complete',
  'provision_errored',
  'ephemeral_op_errored'
])

/** What the CLI shows in bold. */
const BOLD: ReadonlySet<string> = new Set([
  'apply_start',
  'apply_complete',
  'provision_start',
  'refresh_start',
  'ephemeral_op_start',
  'ephemeral_op_complete'
])

/** Of what a provisioner prints, the CLI stresses which one it is. */
const stressed = (type: string, text: string): string => {
  if (type === 'provision_progress') return text.replace(/^.*?: \([^()]*\):/, found => bold(found))
  return BOLD.has(type) ? bold(text) : text
}

/** The lines that a reader of the log sees for an event: none for what only programs need. */
export function render(event: LogEvent): readonly string[] {
  switch (event.kind) {
    case 'text':
      return [event.text]
    case 'message':
      return HIDDEN.has(event.type) ? [] : [stressed(event.type, event.text)]
    case 'diagnostic':
      return boxed(event.diagnostic)
    case 'change':
      return [renderChange(event.change)]
    case 'drift':
      return [bold(event.text)]
    case 'summary':
      return ['', bold(event.text)]
    case 'outputs': {
      // Those of a plan have no values yet.
      const outputs = event.outputs.filter(({ action }) => action === undefined)
      return outputs.length === 0 ? [] : ['', bold(green('Outputs:')), ...outputLines(outputs)]
    }
    default:
      return event satisfies never
  }
}

function renderChange({ address, action, previousAddress, reason, importing }: ResourceChange): string {
  const { mark, what } = isChangeAction(action) ? ACTIONS[action] : { mark: ' ', what: action }
  const notes = [
    ...(previousAddress === undefined ? [] : [`from ${previousAddress}`]),
    ...(importing && action !== 'import' ? ['after its import'] : []),
    ...(reason === undefined ? [] : [reasonInWords(reason)])
  ]
  return `  ${mark} ${bold(address)} ${what}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`
}

/** Terraform's own way to show a diagnostic, in a box: the message, where it arose with the code there, the detail. */
function boxed(diagnostic: Diagnostic): readonly string[] {
  const paint = diagnostic.severity === 'error' ? red : yellow
  const [head = '', ...rest] = renderDiagnostic(diagnostic, text => bold(text))
  return [paint('╷'), ...[paint(head), ...rest].map(line => `${paint('│')} ${line}`), paint('╵')]
}

/** A diagnostic as lines. `stress` emphasizes its summary. */
export function renderDiagnostic(diagnostic: Diagnostic, stress: (text: string) => string): readonly string[] {
  const { severity, summary, detail, address, range, snippet } = diagnostic
  const context = snippet?.context === undefined ? '' : `, in ${snippet.context}`
  const code = snippet?.code.split('\n') ?? []
  return [
    stress(`${severity === 'error' ? 'Error' : 'Warning'}: ${summary}`),
    ...(address === undefined ? [] : ['', `  with ${address},`]),
    ...(range !== undefined && address === undefined ? [''] : []),
    ...(range === undefined ? [] : [`  on ${range.filename} line ${range.start.line}${context}:`]),
    ...code.map((line, index) => `  ${String((snippet?.startLine ?? 1) + index).padStart(4)}: ${line}`),
    ...(snippet?.values.map(({ traversal, statement }) => `      │ ${traversal} ${statement}`) ?? []),
    ...(detail === undefined ? [] : ['', ...detail.split('\n')])
  ]
}
