import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { isObject, parseJson } from '../../../src/json.ts'
import { planDifference } from '../../../src/terraform/diff/plan-difference.ts'
import { planText } from '../../../src/terraform/diff/plan-text.ts'
import type { PlanMode } from '../../../src/terraform/diff/plan-tree.ts'
import type { Compared } from './cloud-mode.ts'

/** What begins the part of the CLI's text that tells of changes. */
const START =
  /^(Terraform used the selected|Terraform will perform|Terraform planned the following|Changes to Outputs:|No changes|Note: Objects have changed|Note: This is a partial plan|No current changes|Planning failed)/

/** The CLI's text without what it did before, and without its advice, which is below the last line across. */
function changesOf(text: string): string {
  const lines = text.split('\n')
  const start = lines.findIndex(line => START.test(line))
  const advice = lines.findIndex(line => /^(Saved the plan to:|Note: You didn't use the -out option)/.test(line))
  const end =
    advice < 0 ? lines.length : lines.findLastIndex((line, index) => index < advice && line.startsWith('\u2500'))
  return lines.slice(Math.max(start, 0), end).join('\n').trim()
}

const modeOf = (text: string): PlanMode =>
  text.includes('This is a refresh-only plan')
    ? 'refresh-only'
    : text.includes('No objects need to be destroyed')
      ? 'destroy'
      : 'normal'

/** Prints each plan of a folder, with the text that the CLI printed of it. */
// eslint-disable-next-line @typescript-eslint/require-await -- the other comparisons wait for the CLI
export async function* comparedFiles(plans: string, schemas: string | undefined): AsyncGenerator<Compared> {
  for (const file of readdirSync(plans)
    .filter(name => name.endsWith('.json'))
    .toSorted()) {
    const name = basename(file, '.json')
    const read = (path: string): string => readFileSync(path, 'utf8')
    const text = read(join(plans, `${name}.txt`))
    const schema = schemas === undefined ? undefined : join(schemas, file)
    const known = schema !== undefined && existsSync(schema) ? parseJson(read(schema)) : undefined
    const difference = planDifference(parseJson(read(join(plans, file))), {
      mode: modeOf(text),
      ...(isObject(known) && known.provider_schemas !== undefined && { schemas: known.provider_schemas })
    })
    const ours = difference === undefined ? '' : planText(difference, { color: false }).join('\n').trim()
    yield { seed: name, cli: changesOf(text), ours }
  }
}
