import path from 'node:path'
import type { Command } from './command.ts'

export type Level = 'notice' | 'warning' | 'error'

/** What a step says about its run or about a place in the repository. */
export interface Annotation {
  readonly level: Level
  readonly message: string
  readonly title?: string
  readonly file?: string
  readonly line?: number
  readonly endLine?: number
  readonly col?: number
  readonly endColumn?: number
}

type Place = Omit<Annotation, 'level' | 'message'>
type Numbers = Pick<Annotation, 'line' | 'endLine' | 'col' | 'endColumn'>

/** The place that `::error file=…,line=…::` names, corrected as the runner does. Source: actions/runner IssueCommandExtension. */
export function placeOf(
  command: Command,
  workspace: string
): { readonly place: Place; readonly faults: readonly string[] } {
  const number = (name: string) => {
    const text = command.properties.get(name)
    return text !== undefined && /^\s*[+-]?\d+\s*$/.test(text) ? Number(text) : undefined
  }
  const { numbers, faults } = correct({
    line: number('line'),
    endLine: number('endline'),
    col: number('col'),
    endColumn: number('endcolumn')
  })
  const title = command.properties.get('title')
  const file = command.properties.get('file')
  const place = {
    ...(title === undefined ? {} : { title }),
    ...(file === undefined ? {} : { file: inWorkspace(file, workspace) }),
    ...numbers
  }
  return { place, faults }
}

function inWorkspace(file: string, workspace: string): string {
  if (!path.isAbsolute(file)) return file
  const relative = path.relative(workspace, file)
  return relative.startsWith('..') ? file : relative
}

/** Numbers that contradict each other are dropped, and only a debug line says so. */
function correct(given: { [name in keyof Numbers]-?: number | undefined }): {
  readonly numbers: Numbers
  readonly faults: readonly string[]
} {
  const faults: string[] = []
  let { line, endLine, col, endColumn } = given
  if (endLine !== undefined && line === undefined) {
    faults.push("'endLine' can only be set if 'line' is provided")
    line = endLine
  }
  if (endColumn !== undefined && col === undefined) {
    faults.push("'endColumn' can only be set if 'col' is provided")
    col = endColumn
  }
  if (line === undefined && col !== undefined) {
    faults.push("'col' and 'endColumn' can only be set if 'line' value is provided")
    col = endColumn = undefined
  }
  if (endLine !== undefined && endLine !== line && col !== undefined) {
    faults.push("'col' and 'endColumn' cannot be set if 'line' and 'endLine' are different values")
    col = endColumn = undefined
  }
  if (line !== undefined && endLine !== undefined && endLine < line) {
    faults.push("'endLine' cannot be less than 'line'")
    line = endLine = undefined
  }
  if (col !== undefined && endColumn !== undefined && endColumn < col) {
    faults.push("'endColumn' cannot be less than 'col'")
    col = endColumn = undefined
  }
  const numbers = {
    ...(line === undefined ? {} : { line }),
    ...(endLine === undefined ? {} : { endLine }),
    ...(col === undefined ? {} : { col }),
    ...(endColumn === undefined ? {} : { endColumn })
  }
  return { numbers, faults }
}
