import { expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { EOL } from 'node:os'
import { assert, constantFrom, dictionary, option, property, string, tuple } from 'fast-check'
import { command } from '../../src/github/command.ts'

const hostile = string({ unit: 'binary', maxLength: 20 })
const special = constantFrom('%', '\r\n', ':', ',', '::', '%0A', '', '😀')
const texts = tuple(hostile, special, hostile).map(parts => parts.join(''))
const properties = dictionary(constantFrom('title', 'file', 'line', 'col'), option(texts, { nil: undefined }))

/** What `@actions/core` writes for each of some annotations. */
function written(list: readonly (readonly [string, Record<string, string | undefined>])[]): string {
  const program = `
    import { error, setSecret, notice } from ${JSON.stringify(import.meta.resolve('@actions/core'))}
    let text = ''
    for await (const chunk of process.stdin) text += chunk
    for (const [message, { title, file, line, col }] of JSON.parse(text)) {
      const place = { title, file, startLine: line, startColumn: col }
      // Of a place where nothing is known it writes an empty list.
      error(message, Object.values(place).some(Boolean) ? place : {})
      setSecret(message)
    }`
  return execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    input: JSON.stringify(list),
    encoding: 'utf8'
  })
}

test('a command is what @actions/core writes, whatever is in it', () => {
  const list: [string, Record<string, string | undefined>][] = []
  assert(
    property(texts, properties, (message, given) => {
      // Half of a pair of surrogates has no form in UTF-8.
      if (message.isWellFormed() && Object.values(given).every(value => value?.isWellFormed() ?? true))
        list.push([message, given])
    }),
    { numRuns: 300 }
  )
  expect(list.length).toBeGreaterThan(100)
  const ours = list.flatMap(([message, { title, file, line, col }]) => [
    command('error', message, { title, file, line, col }),
    command('add-mask', message)
  ])
  expect(ours.map(line => line + EOL).join('')).toBe(written(list))
})

test('no text ends a command, or begins another', () => {
  assert(
    property(texts, properties, (message, given) => {
      expect(command('error', message, given)).not.toMatch(/[\r\n]/)
    })
  )
})
