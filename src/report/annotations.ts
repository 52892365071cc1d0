import { posix } from 'node:path'
import type { Diagnostic } from '../terraform/log-events.ts'
import { oneLine } from '../one-line.ts'

/** An annotation on a place of the repository. Lines and columns count from 1. */
export interface Annotation {
  readonly level: 'error' | 'warning'
  readonly message: string
  readonly title: string | undefined
  readonly file: string | undefined
  readonly startLine: number | undefined
  readonly endLine: number | undefined
}

/** An absolute path, of Windows too; a module that Terraform has installed; a value that is in no file. */
const ELSEWHERE = /^\/|^[A-Za-z]:|(^|\/)\.terraform\/|^</
const ABOVE = /^\.\.(\/|$)/

/** GitHub shows ten of each kind a step. One error is left for the step's own failure. */
const MOST = { error: 9, warning: 10 } as const

/** Characters of a title: it is one line, in bold. */
const LONGEST_TITLE = 160

export interface Annotations {
  readonly shown: readonly Annotation[]
  /** How many there was no room for. */
  readonly left: number
}

/**
 * Terraform's diagnostics on their lines, errors first. `base` is where Terraform ran, relative to the top of the repository; a file outside
 * of that has no line here, and its place is in the message.
 */
export function annotations(diagnostics: readonly Diagnostic[], base: string): Annotations {
  const all = new Map(
    diagnostics
      .map(diagnostic => annotation(diagnostic, base))
      .toSorted(byPlace)
      .map(each => [JSON.stringify(each), each])
  )
    .values()
    .toArray()
  const shown = (['error', 'warning'] as const).flatMap(level =>
    all.filter(each => each.level === level).slice(0, MOST[level])
  )
  return { shown, left: all.length - shown.length }
}

const byPlace = (a: Annotation, b: Annotation): number =>
  (a.file ?? '\uffff').localeCompare(b.file ?? '\uffff', 'en') || (a.startLine ?? 0) - (b.startLine ?? 0)

function annotation(diagnostic: Diagnostic, base: string): Annotation {
  const { severity, summary, detail, address, range } = diagnostic
  const file = range === undefined ? undefined : fileInRepository(base, range.filename)
  const line = oneLine(summary)
  const isWhole = line === summary && line.length <= LONGEST_TITLE
  const place = [
    ...(address === undefined ? [] : [`with ${address}`]),
    ...(range === undefined || file !== undefined ? [] : [`on ${range.filename} line ${range.start.line}`])
  ]
  // A summary that the message repeats is not a title as well.
  const message = [...(isWhole && detail !== undefined ? [] : [summary]), ...(detail === undefined ? [] : [detail])]
  return {
    level: severity,
    title: isWhole && detail !== undefined ? line : undefined,
    message: [...message, ...place].join('\n'),
    file,
    startLine: file === undefined ? undefined : range?.start.line,
    endLine: file === undefined ? undefined : range?.end.line
  }
}

/** A file of a diagnostic from the top of the repository. Undefined where it is elsewhere. */
export function fileInRepository(base: string, filename: string): string | undefined {
  if (ELSEWHERE.test(filename)) return undefined
  const file = posix.normalize(posix.join(base, filename))
  return ABOVE.test(file) || ELSEWHERE.test(file) ? undefined : file
}
