import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from '@jest/globals'

const made: string[] = []
afterAll(() => made.forEach(each => rmSync(each, { recursive: true, force: true })))

/** A directory with these files in it, removed after the test file. */
export function directoryOf(files: Readonly<Record<string, string>> = {}): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'tiny-action-'))
  made.push(directory)
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(directory, name), text)
  return directory
}

/** An action of one script, which may have a post script. `yaml` goes above `runs`. */
export function tinyAction({ yaml = '', main, post, postIf }: TinyAction): string {
  const runs = [
    'runs:',
    '  using: node24',
    '  main: main.mjs',
    ...(post === undefined ? [] : ['  post: post.mjs']),
    ...(postIf === undefined ? [] : [`  post-if: ${postIf}`])
  ]
  return directoryOf({
    'action.yml': ['name: Tiny', 'description: For a test', yaml, ...runs, ''].join('\n'),
    'main.mjs': HEAD + main,
    ...(post === undefined ? {} : { 'post.mjs': HEAD + post })
  })
}
interface TinyAction {
  readonly yaml?: string
  readonly main: string
  readonly post?: string
  readonly postIf?: string
}

/** What the scripts may call without importing it. */
const HEAD = `import { appendFileSync, writeFileSync } from 'node:fs'
const { env } = process
const append = (name, text) => appendFileSync(env['GITHUB_' + name], text)
`

/** An action that prints a text as it is. */
export const printing = (text: string) => tinyAction({ main: `process.stdout.write(${JSON.stringify(text)})` })
