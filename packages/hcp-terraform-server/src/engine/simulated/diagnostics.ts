import { contextOf, position, textOf, type Range } from './source.ts'

/** https://developer.hashicorp.com/terraform/internals/machine-readable-ui#diagnostic */
export interface Diagnostic {
  readonly severity: 'error' | 'warning'
  readonly summary: string
  readonly detail: string
  readonly range?: Range
}

/** A fault of the configuration, on its way to the log. */
export class Problem extends Error {
  readonly diagnostics: readonly Diagnostic[]

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(({ summary }) => summary).join('; '))
    this.diagnostics = diagnostics
  }

  static at(range: Range | undefined, summary: string, detail: string): Problem {
    return new Problem([{ severity: 'error', summary, detail, ...(range === undefined ? {} : { range }) }])
  }

  /** What the real Terraform can do and this engine can't. */
  static beyond(range: Range, construct: string): Problem {
    const detail =
      'It knows literals, variables, local values, string templates, references, outputs and terraform_data resources. ' +
      'Where the terraform CLI is on PATH, the terraform engine runs everything.'
    return Problem.at(range, `The simulated engine does not know ${construct}`, detail)
  }
}

/** Collects faults, so that a plan names them all. */
export class Faults {
  readonly diagnostics: Diagnostic[] = []

  add(...diagnostics: readonly Diagnostic[]): void {
    const known = new Set(this.diagnostics.map(identity))
    this.diagnostics.push(...diagnostics.filter(diagnostic => !known.has(identity(diagnostic))))
  }

  /** `undefined` where a fault was collected instead of a result. */
  attempt<T>(action: () => T): T | undefined {
    try {
      return action()
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      this.add(...error.diagnostics)
      return undefined
    }
  }

  throwIfAny(): void {
    if (this.diagnostics.length > 0) throw new Problem(this.diagnostics)
  }
}

function identity({ summary, detail, range }: Diagnostic): string {
  return JSON.stringify([summary, detail, range?.file.name, range?.start])
}

/** The whole lines that a range touches. */
function snippet(range: Range) {
  const { bytes } = range.file
  const start = bytes.subarray(0, range.start).lastIndexOf('\n') + 1
  const newline = bytes.indexOf('\n', range.end)
  const code = textOf({ ...range, start, end: newline === -1 ? bytes.length : newline }).replace(/\n$/, '')
  const to = Math.min(range.end - start, Buffer.byteLength(code))
  return { code, line: position(range.file, range.start).line, from: range.start - start, to }
}

export function diagnosticJson({ severity, summary, detail, range }: Diagnostic): object {
  if (range === undefined) return { severity, summary, detail }
  const { code, line, from, to } = snippet(range)
  const start = position(range.file, range.start)
  // What is missing has no width; Terraform points at one character all the same.
  const end =
    range.end > range.start
      ? position(range.file, range.end)
      : { ...start, column: start.column + 1, byte: start.byte + 1 }
  return {
    severity,
    summary,
    detail,
    range: { filename: range.file.name, start, end },
    snippet: {
      context: contextOf(range) ?? null,
      code,
      start_line: line,
      highlight_start_offset: from,
      highlight_end_offset: to,
      values: []
    }
  }
}

/** The box that Terraform draws in its plain output. */
export function diagnosticBox({ severity, summary, detail, range }: Diagnostic): string {
  const lines = [`${severity === 'error' ? 'Error' : 'Warning'}: ${summary}`, '']
  if (range !== undefined) {
    const { code, line } = snippet(range)
    const context = contextOf(range)
    lines.push(`  on ${range.file.name} line ${line}${context === undefined ? '' : `, in ${context}`}:`)
    lines.push(...code.split('\n').map((text, index) => `${String(line + index).padStart(4)}: ${text}`), '')
  }
  lines.push(...detail.split('\n'))
  return `╷\n${lines.map(text => `│ ${text}\n`).join('')}╵\n`
}
