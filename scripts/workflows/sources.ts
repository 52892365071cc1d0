import { globSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'

/** A file, or a block of one, that may hold what is checked. */
export interface Source {
  readonly path: string
  /** The number of lines of the file above it. */
  readonly above: number
  readonly text: string
}

export interface Finding {
  readonly path: string
  readonly line: number
  readonly message: string
}

/** What is wrong at a line of a source, counted from 1. */
export const finding = ({ path, above }: Source, line: number, message: string): Finding => ({
  path,
  line: above + line,
  message
})

/** The files of a repository, by patterns; what is installed or built is not its own. */
export const files = (root: string, ...patterns: readonly string[]): Source[] =>
  globSync(patterns, { cwd: root, exclude: ['**/node_modules/**', 'dist/**'] })
    .map(path => path.replaceAll(sep, '/'))
    .toSorted()
    .map(path => ({ path, above: 0, text: readFileSync(join(root, path), 'utf8') }))

/** The blocks of YAML in a Markdown file. */
export const blocks = ({ path, text }: Source): Source[] =>
  codeIn(fromMarkdown(text)).flatMap(({ lang, value, position }) =>
    position !== undefined && (lang === 'yaml' || lang === 'yml')
      ? [{ path, above: position.start.line, text: `${value}\n` }]
      : []
  )

function codeIn(node: Nodes): (Nodes & { readonly type: 'code' })[] {
  if (node.type === 'code') return [node]
  return 'children' in node ? node.children.flatMap(codeIn) : []
}
