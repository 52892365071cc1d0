/** A statement of a page: a paragraph, an item of a list or a row of a table, with the marks that are in it. */
export interface Statement {
  readonly text: string
  /** The tests that show it, as `file: title`. */
  readonly tests: readonly string[]
  /** Says nothing of what the action does. */
  readonly isNoClaim: boolean
}

const MARK = /<!-- (?:test: (?<test>.+?)|(?<none>no claim)) -->/g

/** The statements of a page, without its headings, the heads of its tables, and its code. */
export function statements(page: string): readonly Statement[] {
  const blocks: string[] = []
  for (const part of page.replaceAll(/^```[^]*?^```$/gm, '').split(/\n{2,}/)) {
    const lines = part.trim().split('\n')
    const [first = ''] = lines
    if (first === '' || first.startsWith('#')) continue
    if (first.startsWith('|')) blocks.push(...lines.slice(2))
    // What introduces a list says nothing by itself.
    else
      blocks.push(
        ...part
          .trim()
          .split(/\n(?=(?:-|\d+\.) )/)
          .filter(text => !text.endsWith(':'))
      )
  }
  return blocks.map(text => {
    const marks = [...text.matchAll(MARK)].map(({ groups }) => groups)
    return {
      text,
      tests: marks.flatMap(groups => groups?.test ?? []),
      isNoClaim: marks.some(groups => groups?.none !== undefined)
    }
  })
}

/** Whether the source of a test file has a test, or a group of tests, of this title. */
export const hasTest = (source: string, title: string): boolean =>
  ["'", '"', '`'].some(quote => source.includes(`${quote}${title.replaceAll(quote, `\\${quote}`)}${quote}`))
