import { printBlock } from './print-block.ts'
import { printArrow, printEnd, printForced, type PrintContext } from './print-context.ts'
import { printLeaf } from './print-leaf.ts'
import { printElements, printEntries, printFields, printItems } from './print-parts.ts'
import type { Difference, SensitiveDifference } from './tree.ts'
import type { Writer } from './writer.ts'

/** Prints a node from where its line has got to. */
export function printNode(node: Difference, writer: Writer, all = false): void {
  print(node, { writer, depth: 0, all, untyped: false, bare: false, print })
}

function print(node: Difference, context: PrintContext): void {
  context.writer.enter(node)
  printPlain(node, isUntyped(node) ? { ...context, untyped: true } : context)
  context.writer.leave()
}

const isUntyped = (node: Difference): boolean => node.kind === 'retyped' || ('isUntyped' in node && node.isUntyped)

function printPlain(node: Difference, context: PrintContext): void {
  const { writer } = context
  switch (node.kind) {
    case 'leaf': {
      printLeaf(node, context)
      return
    }
    case 'fields': {
      printFields(node, context)
      return
    }
    case 'entries': {
      printEntries(node, context)
      return
    }
    case 'items': {
      printItems(node, context)
      return
    }
    case 'elements': {
      printElements(node, context)
      return
    }
    case 'block': {
      printBlock(node, context)
      return
    }
    case 'sensitive': {
      printSensitive(node, context)
      return
    }
    case 'write-only':
      writer.text(node.sensitive ? '(sensitive, write-only attribute)' : '(write-only attribute)')
      {
        printEnd(node, context)
        return
      }
    case 'unknown':
      if (node.before !== undefined) {
        context.print(node.before, { ...context, bare: true })
        writer.text(' -> ')
      }
      writer.text(writer.unknown)
      {
        printForced(node, context)
        return
      }
    case 'retyped':
      context.print(node.before, { ...context, bare: true })
      printArrow(context)
      context.print(node.after, context)
      {
        printForced(node, context)
        return
      }
    default:
      node satisfies never
  }
}

function printSensitive(node: SensitiveDifference, context: PrintContext): void {
  const { writer, depth } = context
  if (!node.isBlock) {
    writer.text(node.uncertain ? '(sensitive value, may change)' : '(sensitive value)')
    printEnd(node, context)
    return
  }
  writer.text('{')
  printForced(node, context)
  for (const line of HIDDEN_BLOCK) {
    writer.line(depth, 'none')
    writer.text(`  ${line}`)
  }
  writer.line(depth, 'none')
  writer.text('}')
}

const HIDDEN_BLOCK = [
  '# At least one attribute in this block is (or was) sensitive,',
  '# so its contents will not be displayed.'
]
