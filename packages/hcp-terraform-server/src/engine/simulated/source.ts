/** A file of a configuration. Offsets are in bytes, as Terraform counts them. */
export interface SourceFile {
  readonly name: string
  readonly bytes: Buffer
}

export interface Range {
  readonly file: SourceFile
  readonly start: number
  readonly end: number
}

export interface Position {
  readonly line: number
  readonly column: number
  readonly byte: number
}

export function position({ bytes }: SourceFile, byte: number): Position {
  const before = bytes.subarray(0, byte)
  const lineStart = before.lastIndexOf('\n') + 1
  const line = before.filter(code => code === 0x0a).length + 1
  return { line, column: characters(before.subarray(lineStart)).length + 1, byte }
}

/** The byte at a line and column that a parser names. */
export function byteAt({ bytes }: SourceFile, line: number, column: number): number {
  let start = 0
  for (let passed = 1; passed < line; passed++) start = bytes.indexOf('\n', start) + 1
  const end = bytes.indexOf('\n', start)
  const before = characters(bytes.subarray(start, end === -1 ? bytes.length : end)).slice(0, column - 1)
  return start + Buffer.byteLength(before.join(''))
}

export function textOf({ file, start, end }: Range): string {
  return file.bytes.subarray(start, end).toString()
}

/** "main.tf:3,1-13", as Terraform names a place within a sentence. */
export function place({ file, start, end }: Range): string {
  const from = position(file, start)
  const to = position(file, end)
  return `${file.name}:${from.line},${from.column}-${to.line === from.line ? '' : `${to.line},`}${to.column}`
}

/** Columns count what a reader takes for one character. */
function characters(bytes: Buffer): string[] {
  return [...new Intl.Segmenter().segment(bytes.toString())].map(({ segment }) => segment)
}

interface Context {
  readonly start: number
  readonly end: number
  readonly title: string
}

const contexts = new WeakMap<SourceFile, readonly Context[]>()

export function keepContexts(file: SourceFile, found: readonly Context[]): void {
  contexts.set(file, found)
}

/** The block around a place, as `output "x"`. */
export function contextOf({ file, start }: Range): string | undefined {
  return contexts.get(file)?.find(context => context.start <= start && start < context.end)?.title
}
