import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/** A text of the source, with `…` for what is put into it. */
export interface Text {
  readonly file: string
  readonly text: string
  /** Whether it may be said when something is wrong. What the log tells of a good day is not. */
  readonly isTrouble: boolean
}

const GOOD_DAY = ['info', 'debug', 'group']

/** Where texts are parts of reports, words for a status, or said by nobody. */
const ELSEWHERE = ['src/report/', 'src/logs/', 'src/run/status.ts', 'src/slug/regex.ts', 'src/slug/characters.ts']

/** What the service says, and is looked for. */
const NOT_OURS = ['param is missing or the value is empty: state']

/** Every text of the source, as the compiler reads it. */
export function texts(root: string): readonly Text[] {
  return globSync('src/**/*.ts', { cwd: root })
    .map(file => file.replaceAll('\\', '/'))
    .filter(file => !ELSEWHERE.some(place => file.startsWith(place)))
    .toSorted()
    .flatMap(file => textsOf(file, readFileSync(join(root, file), 'utf8')))
    .filter(({ text }) => !NOT_OURS.includes(text))
}

function textsOf(file: string, source: string): readonly Text[] {
  const found: Text[] = []
  const visit = (node: ts.Node, isTrouble: boolean, isPart: boolean): void => {
    if (ts.isImportDeclaration(node)) return
    const text = textOf(node)
    if (text !== undefined && !isPart) found.push({ file, text: text.replaceAll(/…+/g, '…'), isTrouble })
    // What is put into a text may be one itself; what a sum is made of is not.
    const isSum = text !== undefined && ts.isBinaryExpression(node)
    ts.forEachChild(node, child => visit(child, isTrouble && !isGoodDay(node), isSum && textOf(child) !== undefined))
  }
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true), true, false)
  return found
}

function isGoodDay(node: ts.Node): boolean {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false
  return GOOD_DAY.includes(node.expression.name.text)
}

/** The text that an expression is: a literal, a template, or a sum of them. */
function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text
  if (ts.isTemplateExpression(node))
    return node.templateSpans.reduce((text, { literal }) => `${text}…${literal.text}`, node.head.text)
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined
  const [left, right] = [textOf(node.left), textOf(node.right)]
  return left === undefined && right === undefined ? undefined : `${left ?? '…'}${right ?? '…'}`
}
