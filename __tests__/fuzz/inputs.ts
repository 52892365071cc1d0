import assert from 'node:assert/strict'
import fc from 'fast-check'
import { connectionInputs } from '../../src/inputs/connection.ts'
import { InputError } from '../../src/errors.ts'
import { parseInputs, type Inputs } from '../../src/github/inputs.ts'
import { parseJson } from '../../src/json.ts'
import { parseVariables } from '../../src/terraform/variables.ts'
import { readHcl } from './hcl.ts'
import { jsonWith, textOf, type Parser } from './parser.ts'

/** The value of an input, or undefined where it was refused by its name. */
function read<T>(text: string, by: (input: Inputs) => T): T | undefined {
  try {
    return parseInputs(() => text.trim(), by)
  } catch (error) {
    assert(error instanceof InputError, String(error))
    for (const problem of error.problems) assert.match(problem, /^`[a-z-]+`[: ]/)
    return undefined
  }
}

const wellFormed = (value: unknown): unknown =>
  parseJson(
    JSON.stringify(value)
      .toWellFormed()
      .replace(/\\ud[89a-f][0-9a-f]{2}/gi, '\ufffd')
  )

const objects = fc.property(jsonWith('${a}', '%{b}', '$', '"', '\\', '\n', '\u0007'), value => {
  const source = JSON.stringify({ name: value })
  const [variable] = parseVariables(source).variables
  assert.equal(variable?.key, 'name')
  assert.deepEqual(readHcl(variable.value), wellFormed(value))
})

const piece = ['${', '%{', '$', '%', '"', '\\', '{', '}', '[', ']', ',', '=', ' ', 'a', 'é', '1', '#', '\t']
const valueText = textOf(piece, 10)
const oneLine = fc.property(valueText, text => {
  const line = text.replaceAll(/[\r\n]/g, '').trim()
  const { variables, problems } = parseVariables(`name = ${line}`)
  assert.equal(variables.length + problems.length, 1)
  const [variable] = variables
  if (variable === undefined) assert.match(line, /^["[{]/)
  else if (!/^["[{]/.test(line)) assert.equal(readHcl(variable.value), line.toWellFormed())
  else assert.deepEqual(readHcl(variable.value), wellFormed(parseJson(line)))
})

const variables = fc.property(textOf([...piece, '\n', '\r\n', 'name', 'a-b = ', '{"a":', 'null'], 16), text => {
  const { variables: found, problems } = parseVariables(text)
  for (const { value } of found) readHcl(value)
  for (const problem of problems) assert.equal(typeof problem, 'string')
})

const UNITS = { h: 3_600_000, m: 60_000, s: 1_000 } as const
const durations = fc.property(
  fc.array(fc.tuple(fc.nat({ max: 99 }), fc.constantFrom('h', 'm', 's')), { minLength: 1, maxLength: 4 }),
  parts => {
    const milliseconds = parts.reduce((sum, [count, unit]) => sum + count * UNITS[unit], 0)
    const found = read(parts.map(part => part.join('')).join(''), input => input.duration('timeout'))
    assert.equal(found, milliseconds === 0 ? undefined : milliseconds)
  }
)

const words = textOf(
  ['true', 'True', 'false', 'FALSE', 'yes', '1', '0', '90', 'h', 'm', 's', '.', '-', ' ', 'plan', 'run-', 'aB3', '/'],
  6
)
const simple = fc.property(words, given => {
  const text = given.trim()
  const flag = read(text, input => input.flag('wait'))
  assert.equal(flag, /^(true|True|TRUE)$/.test(text) ? true : /^(false|False|FALSE)$/.test(text) ? false : undefined)
  const duration = read(text, input => input.duration('timeout'))
  assert.equal(duration !== undefined, /^(\d+[hms])+$/.test(text) && /[1-9]/.test(text))
  const count = read(text, input => input.count('number'))
  assert(count === undefined || (Number.isSafeInteger(count) && count > 0 && String(count) === text))
  const id = read(text, input => input.id('run-id', 'run-'))
  assert(id === undefined || encodeURIComponent(id) === id)
  const choice = read(text, input => input.choice('operation', ['plan', 'apply']))
  assert.equal(choice, text === 'plan' || text === 'apply' ? text : undefined)
})

const lists = fc.property(
  fc.array(textOf(['a', ' ', '\t', ',', '#'], 4), { maxLength: 6 }),
  fc.constantFrom('\n', '\r\n'),
  (items, end) => {
    const wanted = items
      .flatMap(item => item.split(/\r?\n/))
      .map(item => item.trim())
      .filter(item => item !== '')
    assert.deepEqual(
      read(items.join(end), input => input.lines('target')),
      wanted
    )
  }
)

const LOOPBACK = ['localhost', '[::1]']
const host = textOf(
  [
    'https://',
    'http://',
    'app.terraform.io',
    'localhost',
    '127.0.0.1',
    '[::1]',
    ':8080',
    '/api/v2',
    '/',
    '@',
    'user:pw@',
    '?',
    '#',
    '..',
    '\\',
    'ftp:'
  ],
  6
)
const token = fc.string({ unit: fc.constantFrom(...Array.from('abcDEF019.-_ \u00e9')), minLength: 8, maxLength: 20 })
const connections = fc.property(host, token, (hostname, secret) => {
  const table: Readonly<Record<string, string>> = { hostname: hostname.trim(), token: secret.trim() }
  try {
    const { base } = parseInputs(
      name => table[name] ?? '',
      input => connectionInputs(input, {})
    )
    assert(
      base.protocol === 'https:' || LOOPBACK.includes(base.hostname) || base.hostname.startsWith('127.'),
      base.href
    )
    assert.equal(base.username + base.password + base.search + base.hash, '')
    assert(base.pathname.endsWith('/api/v2'))
  } catch (error) {
    assert(error instanceof InputError, String(error))
    assert(secret.trim().length < 8 || !error.message.includes(secret.trim()))
  }
})

export const inputs: readonly Parser[] = [
  { name: 'variables: an object, as HCL reads it', share: 50, property: objects },
  { name: 'variables: a line, as HCL reads it', share: 80, property: oneLine },
  { name: 'variables: any text', share: 60, property: variables },
  { name: 'inputs: durations add up', share: 80, property: durations },
  { name: 'inputs: any text, as each kind', share: 60, property: simple },
  { name: 'inputs: lists', share: 60, property: lists },
  { name: 'inputs: hosts and tokens', share: 60, property: connections }
]
