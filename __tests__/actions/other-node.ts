import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A Node that first runs some code (CommonJS), and then the action. */
export function nodeAfter(code: string): { readonly node: string } & Disposable {
  const folder = mkdtempSync(join(tmpdir(), 'node-'))
  const node = join(folder, 'node')
  writeFileSync(
    node,
    `#!${process.execPath}
${code}
process.argv.splice(1, 1)
import(require('node:url').pathToFileURL(process.argv[1]))
`
  )
  chmodSync(node, 0o755)
  return { node, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) }
}
