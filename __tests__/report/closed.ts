/** What is open at the end of a Markdown text that was put together of whole blocks: fences and `<details>`. In a fence, nothing but its end counts. */
export function openAtEnd(markdown: string): { readonly fence: string; readonly details: number } {
  let fence = ''
  let details = 0
  for (const line of markdown.split('\n')) {
    if (fence !== '') {
      if (line === fence) fence = ''
      continue
    }
    fence = /^(`{3,})\w*$/.exec(line)?.[1] ?? ''
    details += (line.match(/<details(?: open)?>/g)?.length ?? 0) - (line.match(/<\/details>/g)?.length ?? 0)
    if (details < 0) throw new Error('</details> without <details>')
  }
  return { fence, details }
}
