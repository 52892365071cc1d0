import { expect, test } from '@jest/globals'
import { join } from 'node:path'
import { parse } from 'yaml'
import { blocks, files } from '../scripts/workflows/sources.ts'

/** What the README, the pages and the examples give to copy: a mistake there is one of everybody who copies it. */
const ROOT = join(import.meta.dirname, '..')

interface Workflow {
  readonly on?: string | readonly string[] | Readonly<Record<string, { readonly branches?: readonly string[] } | null>>
  readonly permissions?: unknown
  readonly concurrency?: unknown
  readonly jobs?: Readonly<Record<string, Job>>
}
interface Job {
  readonly concurrency?: unknown
  readonly permissions?: unknown
  readonly steps?: readonly { readonly uses?: string; readonly with?: Readonly<Record<string, unknown>> }[]
}

const texts = [
  ...files(ROOT, 'examples/*.yml'),
  ...files(ROOT, 'README.md', 'docs/*.md', '{outputs,run,configuration,state,workspaces}/**/README.md').flatMap(blocks)
]
const workflows = texts.flatMap(({ path, above, text }) => {
  const workflow = parse(text) as Workflow | null
  return workflow?.jobs === undefined ? [] : [[above === 0 ? path : `${path}:${above}`, workflow] as const]
})
const own = workflows.filter(([, { jobs = {} }]) => Object.values(jobs).some(job => stepsOf(job).length > 0))

function stepsOf({ steps = [] }: Job) {
  return steps.filter(({ uses = '' }) => uses.startsWith('OWNER/hcp-terraform-action'))
}
const isApply = ({ jobs = {} }: Workflow): boolean =>
  Object.values(jobs)
    .flatMap(stepsOf)
    .some(step => (step.uses ?? '').includes('/run/apply@') || /^(apply|save-plan)$/.test(String(step.with?.operation)))
const onPush = ({ on }: Workflow): boolean =>
  on === 'push' || (typeof on === 'object' && JSON.stringify(on).includes('"push"'))

test('there are workflows in all of these places', () => {
  const places = new Set(own.map(([name]) => name.split('/')[0]?.split(':')[0]))
  expect([...places].toSorted()).toEqual(['README.md', 'docs', 'examples'])
  expect(own.filter(([, workflow]) => isApply(workflow) && onPush(workflow)).length).toBeGreaterThan(5)
})

test.each(own.filter(([, workflow]) => isApply(workflow) && onPush(workflow)))(
  '%s applies from one branch, and not from any that is pushed',
  (_name, { on }) => {
    expect(on).toMatchObject({ push: { branches: ['main'] } })
  }
)

test.each(own)('%s says which permissions it needs', (_name, { permissions, jobs = {} }) => {
  const missing = Object.entries(jobs).filter(([, job]) => (job.permissions ?? permissions) === undefined)
  expect(missing.map(([id]) => id)).toEqual([])
})

test.each(['workspaces', 'run-wait'])('examples/%s.yml plans one commit of a pull request at a time', name => {
  const [, workflow] = workflows.find(([path]) => path === `examples/${name}.yml`) ?? []
  expect(workflow?.concurrency).toEqual({
    group: expect.stringContaining('${{ github.ref }}'),
    'cancel-in-progress': true
  })
})

test('nothing says who approved: GitHub names only who pushed', () => {
  const said = texts.filter(({ text }) => /approv[^\n]*github\.actor|github\.actor[^\n]*approv/i.test(text))
  expect(said.map(({ path }) => path)).toEqual([])
})
