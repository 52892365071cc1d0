import { isMap, isScalar, LineCounter, parseDocument, visit, type Node, type Scalar, type YAMLMap } from 'yaml'
import { finding, type Finding, type Source } from './sources.ts'

/** Something in a YAML file that uses an action: mostly a step. */
export interface Use {
  readonly uses: string
  readonly scalar: Scalar
  readonly id: string | undefined
  readonly with: readonly { readonly name: string; readonly value: unknown; readonly line: number }[]
  readonly line: number
}

/** Steps that see each other's outputs: those of one job, or of a block that is not a whole workflow. */
export interface Scope {
  readonly uses: readonly Use[]
  readonly text: string
  /** The line at which the text begins. */
  readonly line: number
}

export interface Parsed {
  readonly isWorkflow: boolean
  /** Whether it says what all its jobs may do, unless they say so themselves. */
  readonly hasPermissions: boolean
  readonly scopes: readonly Scope[]
  readonly errors: readonly Finding[]
}

export function parse(source: Source): Parsed {
  const lines = new LineCounter()
  const document = parseDocument(source.text, { lineCounter: lines })
  const root = document.contents
  const jobs = isMap(root) ? root.get('jobs') : undefined
  const nodes = isMap(jobs) ? jobs.items.map(({ value }) => value as Node | null) : [root]
  return {
    isWorkflow: jobs !== undefined,
    hasPermissions: isMap(root) && root.has('permissions'),
    scopes: nodes.flatMap(node => (node?.range ? scopeOf(node, node.range, source, lines) : [])),
    errors: document.errors.map(({ message, pos: [at] }) =>
      finding(source, lines.linePos(at).line, `Not YAML: ${message.split('\n')[0] ?? ''}`)
    )
  }
}

function scopeOf(node: Node, [begin, , end]: readonly number[], { text }: Source, lines: LineCounter): Scope {
  const uses: Use[] = []
  visit(node, {
    Map: (_key, map) => {
      const scalar = map.get('uses', true)
      if (isScalar(scalar) && typeof scalar.value === 'string') uses.push(useOf(map, scalar, scalar.value, lines))
    }
  })
  return { uses, text: text.slice(begin, end), line: lines.linePos(begin ?? 0).line }
}

function useOf(map: YAMLMap, scalar: Scalar, uses: string, lines: LineCounter): Use {
  const id = map.get('id')
  const given = map.get('with')
  return {
    uses,
    scalar,
    id: typeof id === 'string' ? id : undefined,
    with: isMap(given)
      ? given.items.map(({ key, value }) => ({
          name: String(key),
          value: isScalar(value) ? value.value : undefined,
          line: lineOf(key, lines)
        }))
      : [],
    line: lineOf(scalar, lines)
  }
}

const lineOf = (node: unknown, lines: LineCounter): number =>
  lines.linePos((isScalar(node) ? node.range?.[0] : undefined) ?? 0).line
