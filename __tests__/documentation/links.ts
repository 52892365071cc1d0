import type { Heading } from 'mdast'
import { markdown, walk } from './markdown.ts'

/** Where a page's links and pictures lead within the repository. */
export function links(page: string): readonly string[] {
  const found: string[] = []
  walk(markdown(page), node => {
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition') found.push(node.url)
  })
  return found.filter(url => !/^[a-z]+:/.test(url))
}

/** What of a page can be linked to, as GitHub names its headings. */
export function anchors(page: string): readonly string[] {
  const found: string[] = []
  walk(markdown(page), node => {
    if (node.type !== 'heading') return
    const name = textOf(node)
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-')
    const twins = found.filter(other => other.replace(/-\d+$/, '') === name).length
    found.push(twins === 0 ? name : `${name}-${twins}`)
  })
  return found
}

function textOf(heading: Heading): string {
  const parts: string[] = []
  walk(heading, node => {
    if (node.type === 'text' || node.type === 'inlineCode') parts.push(node.value)
  })
  return parts.join('')
}

const OURS = /^(src|dev|bin|docs|examples|scripts|benchmarks|__tests__)\/[\w.*/{},-]+$/

/** The files of the repository that a page names in code. */
export function mentioned(page: string): readonly string[] {
  const found: string[] = []
  walk(markdown(page), node => {
    if (node.type === 'inlineCode' && OURS.test(node.value)) found.push(node.value.replace(/\/$/, ''))
  })
  return found
}
