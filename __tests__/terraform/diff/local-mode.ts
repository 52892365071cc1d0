import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { parseJson, type Json } from '../../../src/json.ts'
import { planDifference } from '../../../src/terraform/diff/plan-difference.ts'
import { planText } from '../../../src/terraform/diff/plan-text.ts'
import type { Compared } from './cloud-mode.ts'
import { VERSIONS, type Plain, type Versions } from './value-pairs.ts'

const run = promisify(execFile)

/** A text of Terraform's language. */
const text = (of: string): string =>
  JSON.stringify(of)
    .replaceAll('\\b', () => '\\u0008')
    .replaceAll('\\f', () => '\\u000c')
    .replaceAll('${', () => '$${')
    .replaceAll('%{', () => '%%{')

function hcl(value: Plain): string {
  if (value === null || typeof value !== 'object')
    return typeof value === 'string' ? text(value) : JSON.stringify(value)
  if (Array.isArray(value)) return `[${(value as readonly Plain[]).map(hcl).join(', ')}]`
  const entries = Object.entries(value).map(([name, item]) => `${text(name)} = ${hcl(item)}`)
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
}

const KINDS = ['input', 'create', 'delete', 'replace', 'create-first', 'sensitive', 'unknown', 'moved', 'keys'] as const

/** A resource or an output in both configurations. */
const PART = fc.record({ kind: fc.constantFrom(...KINDS, 'output', 'hidden-output'), versions: VERSIONS })

const data = (name: string, ...lines: readonly string[]): string =>
  `resource "terraform_data" "${name}" {\n${lines.map(line => `  ${line}\n`).join('')}}\n`

type Configurations = readonly [before: string, after: string]

function part(
  kind: (typeof KINDS)[number] | 'output' | 'hidden-output',
  index: number,
  [b, a]: Versions
): Configurations {
  const name = `r${index}`
  const input = (value: Plain): string => `input = ${hcl(value)}`
  const both = (one: (value: Plain, isAfter: boolean) => string): Configurations => [one(b, false), one(a, true)]
  switch (kind) {
    case 'input':
      return both(value => data(name, input(value)))
    case 'create':
      return ['', data(name, input(a))]
    case 'delete':
      return [data(name, input(b)), '']
    case 'replace':
      return both(value => data(name, input(value), `triggers_replace = ${hcl({ of: value })}`))
    case 'create-first':
      return both((value, isAfter) =>
        data(name, input(value), `triggers_replace = ${isAfter}`, 'lifecycle {', '  create_before_destroy = true', '}')
      )
    case 'sensitive':
      return both(value => data(name, `input = { secret = sensitive(${hcl(value)}), open = ${hcl(a)} }`))
    case 'unknown':
      return [
        data(name, input(b)),
        data(`new${index}`, 'input = 1') + data(name, `input = [terraform_data.new${index}.id, ${hcl(a)}]`)
      ]
    case 'moved':
      return [
        data(`${name}_old`, input(b)),
        data(name, input(a)) + `moved {\n  from = terraform_data.${name}_old\n  to   = terraform_data.${name}\n}\n`
      ]
    case 'keys':
      return [
        data(name, 'for_each = toset(["a", "b c", "x/y"])', 'input = each.key'),
        data(name, 'for_each = toset(["b c", "x/y", "new\\"key"])', `input = [each.key, ${hcl(a)}]`)
      ]
    case 'output':
      return both(value => `output "o${index}" {\n  value = ${hcl(value)}\n}\n`)
    case 'hidden-output':
      return both(value => `output "o${index}" {\n  value = ${hcl(value)}\n  sensitive = true\n}\n`)
  }
}

function configurations(seed: number): Configurations {
  const [parts = []] = fc.sample(fc.array(PART, { minLength: 1, maxLength: 6 }), { seed, numRuns: 1 })
  const both = parts.map(({ kind, versions }, index) => part(kind, index, versions))
  return [both.map(([before]) => before).join(''), both.map(([, after]) => after).join('')]
}

/** Prints plans of `terraform_data` resources with the real CLI, without a service, and with ours from the CLI's JSON. */
export async function* comparedPairs(seeds: Iterable<number>): AsyncGenerator<Compared> {
  const root = await mkdtemp(join(tmpdir(), 'plan-pairs-'))
  const config = join(root, 'terraformrc')
  await writeFile(config, 'disable_checkpoint = true\n')
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TF_')))
  const env = { ...environment, TF_CLI_CONFIG_FILE: config, TF_IN_AUTOMATION: '1' }
  try {
    let schemas: Json | undefined
    for (const seed of seeds) {
      const cwd = await mkdtemp(join(root, 'pair-'))
      const terraform = async (...args: readonly string[]): Promise<string> =>
        (await run('terraform', args, { cwd, env, maxBuffer: 2 ** 28 })).stdout
      const [before, after] = configurations(seed)
      await writeFile(join(cwd, 'main.tf'), before)
      await terraform('apply', '-input=false', '-auto-approve')
      await writeFile(join(cwd, 'main.tf'), after)
      await terraform('plan', '-input=false', '-out=plan')
      const json = parseJson(await terraform('show', '-json', 'plan'))
      schemas ??= parseJson(await terraform('providers', 'schema', '-json'))
      const provided = (schemas as { readonly provider_schemas: Json }).provider_schemas
      const difference = planDifference(json, { mode: 'normal', schemas: provided })
      const ours = difference === undefined ? '' : planText(difference, { color: true }).join('\n').trim()
      yield { seed, cli: (await terraform('show', 'plan')).trim(), ours }
    }
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}
