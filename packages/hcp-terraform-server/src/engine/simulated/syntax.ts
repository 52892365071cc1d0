import { Problem, type Diagnostic } from './diagnostics.ts'
import { Scanner } from './scanner.ts'
import { byteAt, keepContexts, type Range, type SourceFile } from './source.ts'

/** What @cdktn/hcl2json says of an expression. */
export interface Node {
  readonly type: string
  readonly children: readonly Node[]
  readonly range: ByteRange
  readonly meta?: {
    readonly value?: string
    readonly type?: string
    readonly name?: string
    readonly operator?: string
    readonly traversal?: readonly Step[]
  }
}

export interface Step {
  readonly type: string
  readonly segment: string
  readonly range: ByteRange
}

interface ByteRange {
  readonly start: { readonly byte: number }
  readonly end: { readonly byte: number }
}

export interface Expression {
  readonly range: Range
  readonly root: Node
}

export interface Attribute {
  readonly name: string
  readonly nameRange: Range
  readonly range: Range
  readonly expression: Expression
}

export interface Block {
  readonly type: string
  readonly labels: readonly string[]
  /** From its type to its last label. */
  readonly header: Range
  readonly body: Body
}

export interface Body {
  /** Its braces included, where it has some. */
  readonly range: Range
  readonly attributes: readonly Attribute[]
  readonly blocks: readonly Block[]
}

/** Reads a file whole, or throws its syntax errors. */
export async function parseFile(file: SourceFile): Promise<Body> {
  // The parser starts when it is imported: not before it is needed.
  const { parse, getExpressionAst } = await import('@cdktn/hcl2json')
  await parse(file.name, file.bytes.toString()).catch((error: unknown) => {
    throw new Problem(syntaxErrors(file, error instanceof Error ? error.message : String(error)))
  })
  const body = await new Scanner(file, text => getExpressionAst(file.name, text)).file()
  keepContexts(
    file,
    body.blocks.map(({ type, labels, body: { range } }) => ({
      ...range,
      title: [type, ...labels.map(label => JSON.stringify(label))].join(' ')
    }))
  )
  return body
}

export function rangeIn({ range }: Expression, { start, end }: ByteRange): Range {
  return { file: range.file, start: range.start + start.byte, end: range.start + end.byte }
}

/** The parser says `parse config: [main.tf:1,5-2,1: Summary; Detail. main.tf:…]`. */
function syntaxErrors(file: SourceFile, message: string): Diagnostic[] {
  const name = file.name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const said = new RegExp(`${name}:(\\d+),(\\d+)-(?:(\\d+),)?(\\d+): (.*?); (.*?)(?=\\]?$| ${name}:[-\\d,]+: )`, 'gs')
  const diagnostics = [...message.matchAll(said)].map(
    ([, line, column, endLine, endColumn, summary = '', detail = '']) => ({
      severity: 'error' as const,
      summary,
      detail,
      range: {
        file,
        start: byteAt(file, Number(line), Number(column)),
        end: byteAt(file, Number(endLine ?? line), Number(endColumn))
      }
    })
  )
  return diagnostics.length > 0
    ? diagnostics
    : [{ severity: 'error', summary: 'Invalid configuration', detail: message }]
}
