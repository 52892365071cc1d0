import type { Json } from '../../json.ts'
import type { ResourceAction, ResourceDifference } from './plan-tree.ts'
import { quoteAsCli } from './quote.ts'
import type { Writer } from './writer.ts'

/** What a resource is shown for: what the plan does, or what was done elsewhere. */
export type HeadingKind = 'planned' | 'drifted'

/** The comments over a resource: what happens to it, and why. The next line begins with a reset of colours. */
export function printHeading(resource: ResourceDifference, writer: Writer, occasion: HeadingKind): void {
  const { action, deposed, previousAddress, importing, generatedConfig } = resource
  // The CLI's lines of what is forgotten have one space less.
  const pad = isForgotten(action) ? ' ' : '  '
  writer.blank()
  writer.begin('bold')
  writer.text(`${pad}# ${subject(resource)}`)
  writer.begin('reset')
  printVerb(resource, writer, occasion)
  const say = (text: string): void => {
    writer.blank()
    writer.text(`${pad}# (${text})`)
  }
  const why = explanation(resource)
  if (why !== undefined && action !== 'forget') say(why)
  if (deposed !== undefined && (action === 'delete' || action === 'forget')) {
    writer.blank()
    if (action === 'forget') writer.begin('bold')
    writer.text(`${pad}# (${LEFT_OVER})`)
  }
  if (why !== undefined && action === 'forget') say(why)
  const note = (text: string, ...style: readonly 'yellow'[]): void => {
    writer.blank()
    writer.text('  # ')
    writer.begin('reset', ...style)
    writer.text(text)
    if (style.length > 0) writer.begin('reset')
  }
  if (previousAddress !== undefined && action !== 'none') note(`(moved from ${previousAddress})`)
  if (importing !== undefined && (action !== 'none' || previousAddress !== undefined)) {
    if (importing.id === undefined) note('(will be imported first)')
    else note(`(imported from "${writer.filter.line(importing.id)}")`)
    if (REPLACES.has(action)) note('Warning: this will destroy the imported resource', 'yellow')
  }
  if (importing !== undefined && generatedConfig && action === 'none' && previousAddress === undefined) {
    writer.blank()
    writer.text('  #')
    writer.begin('reset')
    writer.text(' (config will be generated)')
  }
}

const isForgotten = (action: ResourceAction): boolean =>
  action === 'forget' || action === 'create-forget' || action === 'forget-create'

const LEFT_OVER = 'left over from a partially-failed replacement of this instance'
const REPLACES: ReadonlySet<string> = new Set(['delete-create', 'create-delete'])

function subject({ address, previousAddress, deposed, action }: ResourceDifference): string {
  if (action === 'none' && previousAddress !== undefined) return previousAddress
  return deposed === undefined ? address : `${address} (deposed object ${deposed})`
}

function printVerb(resource: ResourceDifference, writer: Writer, occasion: HeadingKind): void {
  const { action, actionWords, address, deposed, reason, previousAddress } = resource
  const stressed = (before: string, word: string, after = ''): void => {
    writer.text(before)
    writer.begin('bold', 'red')
    writer.text(word)
    writer.begin('reset')
    writer.text(after)
  }
  switch (action) {
    case 'create': {
      writer.text(' will be created')
      return
    }
    case 'read': {
      writer.text(' will be read during apply')
      return
    }
    case 'update': {
      writer.text(occasion === 'drifted' ? ' has changed' : ' will be updated in-place')
      return
    }
    case 'delete': {
      if (occasion === 'drifted') writer.text(' has been deleted')
      else stressed(' will be ', 'destroyed')
      return
    }
    case 'forget': {
      stressed(
        deposed === undefined
          ? ' will no longer be managed by Terraform, but '
          : ' will be removed from Terraform state, but ',
        'will not be destroyed'
      )
      return
    }
    case 'delete-create':
    case 'create-delete':
      if (reason === 'replace_because_tainted') {
        stressed(' is tainted, so must be ', 'replaced')
        return
      }
      if (reason === 'replace_by_request') {
        stressed(' will be ', 'replaced', ', as requested')
        return
      }
      if (reason === 'replace_by_triggers') {
        stressed(' will be ', 'replaced', ' due to changes in replace_triggered_by')
        return
      }
      {
        stressed(' must be ', 'replaced')
        return
      }
    case 'create-forget':
    case 'forget-create': {
      writer.text(' must be replaced, but the existing object will not be destroyed')
      return
    }
    case 'unknown': {
      stressed(' has an ', 'unknown action', `, ${quoteAsCli(actionWords)}`)
      return
    }
    case 'none':
      if (previousAddress === undefined) {
        writer.text(' will be imported')
        return
      }
      writer.text(' has moved to ')
      writer.begin('bold')
      writer.text(address)
      {
        writer.begin('reset')
        return
      }
    default:
      action satisfies never
  }
}

/** Why a resource is read, deleted or forgotten. */
function explanation(resource: ResourceDifference): string | undefined {
  const { action, reason, index, module, type, name, mode, address, previousAddress } = resource
  if (isForgotten(action)) return 'destroy = false is set in the configuration'
  const own = `${mode === 'data' ? 'data.' : ''}${type}.${name}`
  switch (reason) {
    case 'read_because_config_unknown':
      return 'config refers to values not yet known'
    case 'read_because_dependency_pending':
      return 'depends on a resource or a module with changes pending'
    case 'read_because_check_nested':
      return 'config will be reloaded to verify a check block'
    case 'delete_because_no_resource_config':
      return `because ${own} is not in configuration`
    case 'delete_because_no_move_target':
      return `because ${previousAddress ?? ''} was moved to ${address}, which is not in configuration`
    case 'delete_because_no_module':
      return `because ${module ?? ''} is not in configuration`
    case 'delete_because_wrong_repetition':
      return `because resource ${repetition(index)}`
    case 'delete_because_count_index':
      return `because index [${indexText(index)}] is out of range for count`
    case 'delete_because_each_key':
      return `because key [${indexText(index)}] is not in for_each map`
    case undefined:
    default:
      return undefined
  }
}

const repetition = (index: Json | undefined): string => {
  if (index === undefined) return 'uses count or for_each'
  return typeof index === 'string' ? 'does not use for_each' : 'does not use count'
}

const indexText = (index: Json | undefined): string => (index === undefined ? '' : JSON.stringify(index))
