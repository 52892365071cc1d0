import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasTerraform } from '../../packages/hcp-terraform-server/tests/terraform-cli.ts'
import { meetsConstraint } from '../../src/terraform/version-constraint.ts'

const present = hasTerraform()
if (!present) console.warn('SKIPPED: terraform is not on PATH; constraints of versions were not compared with it.')
const withTerraform = present ? test : test.skip

const env = { ...process.env, CHECKPOINT_DISABLE: '1' }
const run = (args: readonly string[], cwd: string): string =>
  spawnSync('terraform', args, { cwd, env, encoding: 'utf8', maxBuffer: 2 ** 28 }).stdout

interface Validation {
  readonly diagnostics: readonly { readonly summary: string; readonly range: { readonly filename: string } }[]
}

/** Which constraints the real `terraform` says that it meets, and its version. Each is a file of one configuration. */
function judge(constraints: readonly string[]): { readonly version: string; readonly met: readonly boolean[] } {
  const directory = mkdtempSync(join(tmpdir(), 'version-constraint-'))
  try {
    for (const [index, each] of constraints.entries())
      writeFileSync(join(directory, `${index}.tf`), `terraform { required_version = ${JSON.stringify(each)} }\n`)
    const { terraform_version: version } = JSON.parse(run(['version', '-json'], directory)) as Record<string, string>
    const { diagnostics } = JSON.parse(run(['validate', '-json'], directory)) as Validation
    expect(diagnostics.filter(({ summary }) => summary !== 'Unsupported Terraform Core version')).toEqual([])
    const unmet = new Set(diagnostics.map(({ range }) => range.filename))
    return { version: version ?? '', met: constraints.map((_, index) => !unmet.has(`${index}.tf`)) }
  } finally {
    rmSync(directory, { recursive: true })
  }
}

const OPERATORS = ['', '=', '!=', '>', '>=', '<', '<=', '~>'] as const
const around = (number = 0) =>
  [...new Set([0, 1, number - 1, number, number + 1, number + 20])].filter(each => each >= 0)

/** One to three numbers, at, next to, and far from those of a version. */
function neighbours(version: string): readonly string[] {
  const [major, minor, patch] = version.split('.').map(Number)
  const two = around(major).flatMap(a => around(minor).map(b => `${a}.${b}`))
  return [...around(major).map(String), ...two, ...two.flatMap(text => around(patch).map(c => `${text}.${c}`))]
}

/** To other servers, 1.9 may be each 1.9. */
const isVague = (constraint: string): boolean =>
  constraint.split(',').some(part => /^\s*(<?=)?\s*v?\d+(\.\d+)?\s*$/.test(part))

withTerraform('a constraint is met where Terraform says so', () => {
  const { version } = judge([])
  const numbers = neighbours(version)
  const singles = OPERATORS.flatMap(operator => numbers.map(number => `${operator} ${number}`))
  const space = fc.constantFrom('', ' ', '  ')
  const part = fc
    .tuple(space, fc.constantFrom(...OPERATORS), space, fc.constantFrom('', 'v'), fc.constantFrom(...numbers), space)
    .map(texts => texts.join(''))
  const several = fc.sample(
    fc.array(part, { minLength: 1, maxLength: 4 }).map(parts => parts.join(',')),
    { numRuns: 3_000, seed: 1 }
  )
  const constraints = [...singles, ...several]
  const { met } = judge(constraints)
  expect(met.filter(each => each).length).toBeGreaterThan(500)
  const other = constraints
    .map((constraint, index) => ({ constraint, terraform: met[index], ours: meetsConstraint(version, constraint) }))
    .filter(({ constraint, terraform, ours }) => ours !== (isVague(constraint) ? undefined : terraform))
  expect(other).toEqual([])
})

test.each([
  ['1.10.0', '~> 1.9', true],
  ['1.10.0', '~> 1.9.0', false],
  ['1.9.11', '~> 1.9.2', true],
  ['1.9.1', '~> 1.9.2', false],
  ['2.0.0', '~> 1', true],
  ['1.10.5', '> 1.9, < 1.11, != 1.10.4', true],
  ['1.10.4', '> 1.9, < 1.11, != 1.10.4', false],
  ['v1.9.8', '1.9.8', true]
])('%s and the constraint %s: %s', (version, constraint, expected) => {
  expect(meetsConstraint(version, constraint)).toBe(expected)
})

/** Constraints that Terraform refuses, and that only other servers know. */
test.each([
  'latest',
  '',
  '1.11.4,',
  '^1.0',
  '1.x',
  '>= 1.5 < 2',
  '== 1.11.4',
  '=> 1.0',
  '>= 1.12.0-beta1',
  '>= 1.11.4+ent',
  '~> 1.11.4.0',
  '99999999999999999999'
])('the constraint %p is not compared', constraint => {
  expect(meetsConstraint('1.11.4', constraint)).toBeUndefined()
})

test.each(['latest', '', '1.11', '~> 1.11.0', '1.12.0-beta1', '1.1.2-custom'])(
  '%p is not a version to compare',
  version => {
    expect(meetsConstraint(version, '>= 1.0')).toBeUndefined()
  }
)
