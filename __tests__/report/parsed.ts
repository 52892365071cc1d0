import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'

interface Node {
  readonly type: string
  readonly value?: string
  readonly url?: string
  readonly children?: readonly Node[]
}

/** Every node of Markdown, as GitHub reads it. */
export const nodes = (markdown: string): readonly Node[] => {
  const visit = (node: Node): readonly Node[] => [node, ...(node.children ?? []).flatMap(visit)]
  return visit(fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }))
}

/** The HTML that is in it, tag by tag, without what it encloses. */
export const tags = (markdown: string): readonly string[] =>
  nodes(markdown).flatMap(({ type, value = '' }) =>
    type === 'html' ? (value.match(/<!--[\s\S]*?-->|<[^>]*>/g) ?? []) : []
  )

/** The addresses of its links and images. */
export const links = (markdown: string): readonly string[] =>
  nodes(markdown).flatMap(({ type, url }) => (['link', 'image', 'definition'].includes(type) ? [url ?? ''] : []))

/** What is outside of code: only there do mentions and references count. */
export const prose = (markdown: string): string =>
  nodes(markdown)
    .map(({ type, value = '' }) =>
      type === 'text'
        ? value
        : type === 'html'
          ? value.replaceAll(/<code>[^<]*<\/code>|<!--[\s\S]*?-->|<[^>]*>/g, '')
          : ''
    )
    .join('\n')
