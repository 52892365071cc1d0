import { describe, expect, test } from '@jest/globals'
import { InputError } from '../../src/errors.ts'
import { pack } from '../../src/slug/pack.ts'
import { checkWorkingDirectory } from '../../src/slug/working-directory.ts'
import { type Tree, place, plant, unpack } from './trees.ts'

const link = (text: string) => ({ link: text })
const TREE: Tree = { 'env/prod/main.tf': '', 'env/test/main.tf': '', 'README.md': '' }

interface Case {
  readonly rules: string
  readonly tree?: Tree
  /** The working directory. */
  readonly where?: string
}

/** What is said of a working directory, and what of it really gets into the archive. */
async function judged({ rules, tree = TREE, where = 'env/prod' }: Case) {
  using at = place()
  plant(at.at('root'), { ...tree, '.terraformignore': rules })
  let problem: string | undefined
  try {
    checkWorkingDirectory(at.at('root'), where, 'prod', { checkout: at.path, mayBeEmpty: false })
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    problem = error.problems.join()
  }
  const { path } = await pack(at.at('root'), { archive: at.at('archive'), confine: at.path })
  const uploaded = unpack(path)
    .map(({ name }) => name)
    .filter(name => name.endsWith('.tf'))
  return { problem, uploaded }
}

describe('a working directory of which no configuration is uploaded is refused, with the rule', () => {
  test.each<[string, string, Case]>([
    ['what is in it', 'env/prod/', { rules: '*.md\nenv/prod/\n' }],
    ['one above it', 'env/', { rules: 'env/\n!*.md' }],
    ['its files', '*.tf', { rules: '*.tf' }],
    ['its files, at the top', '/*.tf', { rules: '/*.tf', tree: { 'main.tf': '', 'a/b': '' }, where: '' }],
    ['a link to it', 'live', { rules: 'live', tree: { ...TREE, live: link('env/prod') }, where: 'live' }],
    ['what a link leads to', 'env/', { rules: 'env/', tree: { ...TREE, live: link('env/prod') }, where: 'live' }],
    [
      'what a link out of the directory leads to',
      '*.tf',
      { rules: '*.tf', tree: { ...TREE, live: link('../root/../out'), '../out/main.tf': '' }, where: 'live' }
    ]
  ])('%s', async (_what, rule, given) => {
    const { problem, uploaded } = await judged(given)
    expect(problem).toContain(
      `the rule ${JSON.stringify(rule)} in .terraformignore excludes them. Remove the rule, or add !`
    )
    const where = given.where ?? 'env/prod'
    expect(uploaded.filter(name => name.startsWith(where === '' ? 'main' : `${where}/`))).toEqual([])
  })

  test('also by a rule of Terraform itself', async () => {
    const { problem } = await judged({ rules: '', tree: { 'a.tf': '', '.git/main.tf': '' }, where: '.git' })
    expect(problem).toContain('Terraform itself excludes ".git/"')
  })
})

test.each<[string, Case]>([
  ['a rule excludes only the entry of the directory', { rules: 'env/prod' }],
  ['another is excluded', { rules: 'env/test/' }],
  ['one of its files is', { rules: 'backend.tf', tree: { ...TREE, 'env/prod/backend.tf': '' } }],
  ['a rule brings it back, as the message says', { rules: 'env/\n!env/prod/' }],
  ['a rule brings its files back', { rules: '*\n!*.tf' }],
  ['a link leads to it', { rules: 'env/test', tree: { ...TREE, live: link('env/prod') }, where: 'live' }],
  ['it has a name for each component', { rules: 'prod\n!env/prod/', where: './env//prod/' }]
])('it is accepted where %s', async (_what, given) => {
  const { problem, uploaded } = await judged(given)
  expect([problem, uploaded.includes('env/prod/main.tf')]).toEqual([undefined, true])
})

test('at the top, the rule of the message brings the configuration back', async () => {
  const tree = { 'main.tf': '', 'a.md': '' }
  const { problem } = await judged({ rules: '*.tf', tree, where: '' })
  expect(problem).toContain('add !*.tf at the end')
  expect(await judged({ rules: '*.tf\n!*.tf', tree, where: '' })).toEqual({ problem: undefined, uploaded: ['main.tf'] })
})

test('what is above the directory is not what is uploaded', () => {
  using at = place()
  plant(at.path, { 'root/main.tf': '', 'out/main.tf': '' })
  expect(() =>
    checkWorkingDirectory(at.at('root'), '../out', 'prod', { checkout: at.path, mayBeEmpty: false })
  ).toThrow('has no Terraform files there')
})
