import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { detach } from './detach.ts'

export const EXAMPLES = ['terraform', 'go', 'python', 'action'] as const
export type Example = (typeof EXAMPLES)[number]

const FOLDER = join(import.meta.dirname, '..', 'examples')

/** Starts the server in the background, and writes the example with its address, token and names into the current folder. */
export async function startExample(name: Example, options: readonly string[]): Promise<void> {
  const from = join(FOLDER, name)
  const files = readdirSync(from, { recursive: true, encoding: 'utf8' }).filter(file =>
    statSync(join(from, file)).isFile()
  )
  const existing = files.filter(file => existsSync(file))
  if (existing.length > 0)
    throw new Error(`--example writes ${files.join(', ')}, but ${existing.join(', ')} exists: use an empty folder`)
  const line = await detach(withoutExample(options))
  const values = JSON.parse(line) as Readonly<Record<string, string>>
  for (const file of files) {
    const text = readFileSync(join(from, file), 'utf8')
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(
      file,
      text.replaceAll(/__([A-Z]+)__/g, (_, key: string) => values[key.toLowerCase()] ?? '')
    )
  }
  process.stdout.write(line)
}

function withoutExample(options: readonly string[]): string[] {
  const at = options.indexOf('--example')
  const others = at === -1 ? options : [...options.slice(0, at), ...options.slice(at + 2)]
  return others.filter(option => option !== '--detach' && !option.startsWith('--example='))
}
