import { posix } from 'node:path'
import type { Diagnostic } from '../terraform/log-events.ts'

/** An annotation on a place of the repository. Lines and columns count from 1. */
export interface Annotation {
  readonly level: 'error' | 'warning'
  readonly message: string
  readonly title: string
  readonly file: string | undefined
  readonly startLine: number | undefined
  readonly endLine: number | undefined
}

/** Above the repository, or on a path of its own: a drive of Windows too. */
const OUTSIDE = /^(\.\.)?(\/|$)|^[A-Za-z]:/

/** GitHub shows ten of each kind a step. One error is left for the step's own failure. */
const MOST = { error: 9, warning: 10 } as const

export interface Annotations {
  readonly shown: readonly Annotation[]
  /** How many there was no room for. */
  readonly left: number
}

/**
 * Terraform's diagnostics on their lines. `base` is where Terraform ran, relative to the top of the repository; a file outside of that
 * has no line here.
 */
export function annotations(diagnostics: readonly Diagnostic[], base: string): Annotations {
  const all = diagnostics.map(diagnostic => annotation(diagnostic, base))
  const shown = (['error', 'warning'] as const).flatMap(level =>
    all.filter(each => each.level === level).slice(0, MOST[level])
  )
  return { shown, left: all.length - shown.length }
}

function annotation({ severity, summary, detail, address, range }: Diagnostic, base: string): Annotation {
  const file = range === undefined ? undefined : posix.normalize(posix.join(base, range.filename))
  const inside = file !== undefined && !OUTSIDE.test(file)
  return {
    level: severity,
    title: summary,
    message: [detail ?? summary, ...(address === undefined ? [] : [`with ${address}`])].join('\n'),
    file: inside ? file : undefined,
    startLine: inside ? range?.start.line : undefined,
    endLine: inside ? range?.end.line : undefined
  }
}
