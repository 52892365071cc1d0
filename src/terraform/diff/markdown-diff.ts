import { isChangedLeaf } from './leaves.ts'
import { printNode } from './print-node.ts'
import type { Difference } from './tree.ts'
import { KNOWN_LATER, UNFILTERED, type Filter, type LineMark, type Style, type Writer } from './writer.ts'

/** The first and the last line of something, counted from 0. */
export interface LineRange {
  readonly from: number
  readonly to: number
}

export interface MarkdownDiff {
  readonly lines: readonly string[]
  /** Where each leaf that changes is. */
  readonly leaves: readonly LineRange[]
}

/** A resource or value as lines of a diff in Markdown: the mark in the first column, nothing around the attributes of a resource. */
export function markdownDiff(
  node: Difference,
  filter: Filter = UNFILTERED,
  unknown = KNOWN_LATER,
  /** Whether what stays as it is is shown as well. */
  all = false
): MarkdownDiff {
  const writer = new MarkdownWriter(filter, unknown)
  writer.line(0, node.action)
  printNode(node, writer, all)
  const lines = writer.finished()
  if (node.kind !== 'block') return { lines, leaves: writer.leaves }
  // A resource without attributes has only braces.
  if (lines.length < 3) return { lines: [], leaves: [] }
  return {
    lines: lines.slice(1, -1).map(line => line.slice(0, 1) + line.slice(3)),
    leaves: writer.leaves.map(({ from, to }) => ({ from: Math.max(0, from - 1), to: Math.max(0, to - 1) }))
  }
}

/** What each mark is in a diff of GitHub, which colours lines by their first column. */
const FIRST_COLUMN: Readonly<Record<LineMark, string>> = {
  none: ' ',
  create: '+',
  delete: '-',
  update: '!',
  'delete-create': '!',
  'create-delete': '!',
  read: '#',
  forget: '#',
  'create-forget': '!',
  'forget-create': '!',
  unknown: '!'
}

/** Where lines would begin outside of the visible page, their level is a number. */
const MAX_INDENT = 80

const indentOf = (depth: number): string => {
  const width = 2 * depth + 1
  return width < MAX_INDENT ? ' '.repeat(width) : `${' '.repeat(MAX_INDENT)}(level ${depth}) `
}

/** Lines for a Markdown block of a diff: the mark in the first column, two columns a level. */
class MarkdownWriter implements Writer {
  readonly elides = true
  readonly filter: Filter
  readonly unknown: string
  readonly leaves: LineRange[] = []
  readonly #lines: string[] = []
  #current: string[] = []
  #depth = 0
  #leaf: { readonly depth: number; readonly from: number } | undefined

  constructor(filter: Filter, unknown: string) {
    this.filter = filter
    this.unknown = unknown
  }

  /** What is in a leaf, such as JSON in a text, is a part of it. */
  enter(node: Difference): void {
    this.#depth++
    if (this.#leaf === undefined && isChangedLeaf(node)) this.#leaf = { depth: this.#depth, from: this.#lines.length }
  }

  leave(): void {
    if (this.#leaf?.depth === this.#depth) {
      this.leaves.push({ from: this.#leaf.from, to: this.#lines.length })
      this.#leaf = undefined
    }
    this.#depth--
  }

  line(depth: number, mark: LineMark): void {
    this.#flush()
    this.#current = [FIRST_COLUMN[mark], indentOf(depth)]
  }

  blank(): void {
    this.#flush()
    this.#current = ['']
  }

  mark(mark: LineMark): void {
    this.#current.push(FIRST_COLUMN[mark], ' ')
  }

  text(text: string): void {
    this.#current.push(text)
  }

  styled(_style: Style, text: string): void {
    this.#current.push(text)
  }

  begin(): void {
    // A diff has no other styles.
  }

  finished(): readonly string[] {
    this.#flush()
    return this.#lines
  }

  /** Blank space at the end of a line is the writer's own only where the line has nothing else. */
  #flush(): void {
    const [mark = '', indent = '', ...rest] = this.#current
    const text = rest.join('')
    if (this.#current.length > 0) this.#lines.push(text === '' ? mark.trimEnd() : mark + indent + text)
    this.#current = []
  }
}
