import { markdown, walk } from './markdown.ts'

/** The messages that a page quotes: what is code in the first cell of a row. `…` is what differs from case to case. */
export function entries(page: string): readonly string[] {
  const found: string[] = []
  walk(markdown(page), node => {
    if (node.type !== 'table') return
    for (const [cell] of node.children.slice(1).map(row => row.children)) {
      if (cell === undefined) continue
      walk(cell, inner => {
        if (inner.type === 'inlineCode') found.push(inner.value.trim())
      })
    }
  })
  return found
}
