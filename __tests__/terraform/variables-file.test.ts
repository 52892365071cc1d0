import { afterAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasTerraform } from '../../packages/hcp-terraform-server/tests/terraform-cli.ts'
import { declaredVariables, takesText } from '../../src/terraform/declared-variables.ts'
import { readVariablesFile } from '../../src/terraform/variables-file.ts'

const directory = mkdtempSync(join(tmpdir(), 'variables-file-'))
afterAll(() => rmSync(directory, { recursive: true }))
const write = (name: string, text: string) => writeFileSync(join(directory, name), text)
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TF_')))
const terraform = (args: readonly string[], input = '', more: Record<string, string> = {}) =>
  spawnSync('terraform', args, {
    cwd: directory,
    input,
    env: { ...env, CHECKPOINT_DISABLE: '1', ...more },
    encoding: 'utf8'
  })

/** The values of the variables of a plan. */
function planned(options: readonly string[], more: Record<string, string> = {}): Readonly<Record<string, unknown>> {
  const plan = terraform(['plan', '-input=false', '-no-color', '-out=the.plan', ...options], '', more)
  if (plan.status !== 0) throw new Error(plan.stdout + plan.stderr)
  const { variables } = JSON.parse(terraform(['show', '-json', 'the.plan']).stdout) as {
    variables: Record<string, { value: unknown }>
  }
  return Object.fromEntries(Object.entries(variables).map(([name, { value }]) => [name, value]))
}

const present = hasTerraform()
if (!present) console.warn('SKIPPED: terraform is not on PATH; files of variables were not compared with it.')
const withTerraform = present ? test : test.skip

/** Characters that mean something to a scanner, as often as those that don't. */
const awkward = fc
  .array(
    fc.constantFrom(...Array.from('ab \\"\'#/*{}[]()<>-=$%,;:~\té😀'), '${', '%{', '//', '/*', '<<E', 'E', '\\n'),
    {
      maxLength: 12
    }
  )
  .map(parts => parts.join(''))
const quoted = awkward.map(text => JSON.stringify(text).replace(/([$%])(?=\{)/g, '$1$1'))
const line = awkward.map(text => text.replace(/([$%])(?=\{)/g, '$1$1').replace(/^\s*E\s*$/, 'F'))
const heredoc = fc
  .tuple(fc.constantFrom('<<E', '<<-E'), fc.array(line, { maxLength: 4 }), fc.constantFrom('', '  '))
  .map(([begin, lines, indent]) => `${[begin, ...lines.map(each => indent + each)].join('\n')}\n${indent}E`)
const comment = fc.oneof(
  awkward.map(text => `/* ${text.replaceAll('*/', '')} */`),
  fc.constantFrom('', ' ', '\t')
)
const lineComment = awkward.map(text => `# ${text}\n`)
const { expression } = fc.letrec<{ expression: string }>(tie => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    quoted,
    fc.constantFrom('1', '-2.50', 'true', 'null', '1e3', '12345678901234567890', '""', '[]', '{}'),
    fc.tuple(quoted, quoted).map(([a, b]) => `"x$\{${a} == ${b} ? "}" : "{\\"" ~}y"`),
    fc.tuple(tie('expression'), comment).map(([a, blank]) => `(\n${a}\n${blank})`),
    fc
      .tuple(fc.array(tie('expression'), { maxLength: 3 }), comment, lineComment)
      .map(([items, blank, rest]) => `[${blank}${items.map(item => `${item}\n, ${rest}`).join('')}]`),
    fc
      .tuple(fc.array(fc.tuple(quoted, tie('expression')), { maxLength: 3 }), lineComment)
      .map(([items, rest]) => `{ ${rest}${items.map(([, value], index) => `"k${index}" = ${value}\n`).join('')}}`),
    quoted.map(text => `[for x in [${text}] : "$\{x}}{"]`)
  )
}))
const top = fc.oneof(expression, heredoc)
const ends = fc.oneof(
  fc.constantFrom('\n', '\r\n', ' \n\n'),
  lineComment,
  awkward.map(text => ` // ${text}\n`)
)

withTerraform(
  'each expression that is cut out of a file is to terraform what it was in the file',
  () => {
    const given = fc.sample(fc.tuple(comment, top, comment, ends), { numRuns: 300, seed: 20 })
    const text = given
      // What follows the marker of a heredoc would belong to the text.
      .map(([before, value, after, end], index) =>
        value.startsWith('<<') ? `x${index} = ${value}\n` : `x${index}${before}= ${value}${after}${end}`
      )
      .join('')
    const cut = readVariablesFile('a.tfvars', text)
    expect(cut.map(({ key }) => key)).toEqual(given.map((_value, index) => `x${index}`))
    write('main.tf', given.map((_value, index) => `variable "x${index}" {}\nvariable "y${index}" {}\n`).join(''))
    write('a.tfvars', text)
    write('b.tfvars', cut.map(({ key, value }) => `${key.replace('x', 'y')} = ${value}\n`).join(''))
    const values = planned(['-var-file=a.tfvars', '-var-file=b.tfvars'])
    for (const [index] of given.entries()) expect(values[`y${index}`]).toEqual(values[`x${index}`])
  },
  240_000
)

withTerraform(
  'a file of JSON, and variables of the environment, are to terraform what it reads itself',
  () => {
    const json = fc.sample(fc.jsonValue({ maxDepth: 3, stringUnit: 'grapheme' }), { numRuns: 100, seed: 20 })
    const text = JSON.stringify({
      '//': 'a comment',
      ...Object.fromEntries(json.map((value, index) => [`x${index}`, value]))
    })
    const cut = readVariablesFile(
      'a.tfvars.json',
      text.replace('{', '{"x": 12345678901234567890.10, "t": "${x} %{y}", ')
    )
    expect(cut.find(({ key }) => key === 'x')?.value).toBe('12345678901234567890.10')
    const types = ['', 'type = string', 'type = number', 'type = any', 'type = list(string)']
    const declared = types.map((type, index) => `variable "e${index}" {\n${type}\n}\n`).join('')
    write('main.tf', cut.map(({ key }) => `variable "${key}" {}\nvariable "y${key}" {}\n`).join('') + declared)
    write('a.tfvars.json', text.replace('{', '{"x": 12345678901234567890.10, "t": "${x} %{y}", '))
    write('b.tfvars', cut.map(({ key, value }) => `y${key} = ${value}\n`).join(''))
    const values = planned(['-var-file=a.tfvars.json', '-var-file=b.tfvars'], {
      TF_VAR_e0: '["a"]',
      TF_VAR_e1: '${x}"',
      TF_VAR_e2: '1.50',
      TF_VAR_e3: '["a"]',
      TF_VAR_e4: '["a" /* b */]'
    })
    for (const { key } of cut) expect(values[`y${key}`]).toEqual(values[key])
    const asText = [...(declaredVariables('main.tf', declared) ?? [])].map(([, declaration]) => takesText(declaration))
    expect(types.map((_type, index) => typeof values[`e${index}`] !== 'object')).toEqual(asText)
  },
  240_000
)

const REFUSED: readonly (readonly [string, string, string])[] = [
  ['a block', 'a.tfvars', 'x {\n}\n'],
  ['a name twice', 'a.tfvars', 'a = 1\na = 2\n'],
  ['a name in quotes', 'a.tfvars', '"a" = 1\n'],
  ['a name of an attribute', 'a.tfvars', 'a.b = 1\n'],
  ['no value', 'a.tfvars', 'a =\n 1\n'],
  ['a name without a value', 'a.tfvars', 'a\n= 1\n'],
  ['a heredoc without a line break at its end', 'a.tfvars', 'a = <<E\nx\nE'],
  ['a text over two lines', 'a.tfvars', 'a = "x\\\ny"\n'],
  ['a bracket too many', 'a.tfvars', 'a = [1]]\n'],
  ['a brace that is not closed', 'a.tfvars', 'a = {\n'],
  ['a name twice in JSON', 'a.tfvars.json', '{"a": 1, "a": 2}'],
  ['a list of JSON', 'a.tfvars.json', '[{"a": 1}]'],
  ['no JSON', 'a.tfvars.json', '{"a": secret-7}']
]

test('a name that no variable can have is refused: it would be printed', () => {
  const name = 'a\n::error::b'
  expect(() => readVariablesFile('a.tfvars.json', JSON.stringify({ [name]: 1 }))).toThrow(JSON.stringify(name))
})

test.each(REFUSED)('what terraform refuses is refused, without its values: %s', (_what, name, text) => {
  expect(() => readVariablesFile(name, text)).toThrow(/^[^7]*$/)
  if (!present) return
  write('main.tf', 'variable "a" {\n  default = 1\n}\n')
  write(name, text)
  expect(terraform(['console', `-var-file=${name}`], 'var.a\n').status).not.toBe(0)
})
