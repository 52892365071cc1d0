import { describe, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { hasTest, statements } from './documentation/claims.ts'
import { anchors, links, mentioned } from './documentation/links.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const find = (...patterns: string[]): string[] =>
  globSync(patterns, { cwd: root, exclude: ['node_modules/**', 'dist/**'] })
    .map(path => path.replaceAll('\\', '/'))
    .toSorted()

const pages = find('**/*.md', '.github/**/*.md')
const actions = find('**/action.yml').filter(path => !path.startsWith('__tests__/'))

describe.each(pages)('%s', page => {
  const text = read(page)

  test('links to what exists', () => {
    const dead = links(text).filter(link => {
      const [path = '', anchor] = link.split('#')
      const target = path === '' ? page : join(dirname(page), path)
      if (!existsSync(join(root, target))) return true
      return anchor !== undefined && !(target.endsWith('.md') && anchors(read(target)).includes(anchor))
    })
    expect(dead).toEqual([])
  })

  test('mentions files that exist', () => {
    expect(mentioned(text).filter(path => find(path).length === 0)).toEqual([])
  })
})

test('every npm script that a page names exists', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> }
  const named = pages.flatMap(page =>
    [...read(page).matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => [page, name])
  )
  expect(named.filter(([, name = '']) => !(name in scripts))).toEqual([])
})

describe('README.md', () => {
  test('has the workflow of examples/plan-and-apply.yml, word by word', () => {
    expect(read('README.md')).toContain(`\`\`\`yaml\n${read('examples/plan-and-apply.yml')}\`\`\`\n`)
  })

  test('links to every action', () => {
    const folders = actions.map(dirname).filter(folder => folder !== '.')
    expect(links(read('README.md'))).toEqual(expect.arrayContaining(folders))
  })
})

test.each(actions.map(dirname).filter(folder => folder !== '.'))('%s/README.md says what an action takes', folder => {
  const headings = read(`${folder}/README.md`).match(/^#+ .*/gm)
  expect(headings?.slice(1)).toEqual(expect.arrayContaining(['## Permissions', '## Usage', '## Reference']))
  expect(read(`${folder}/README.md`)).toContain(`uses: OWNER/hcp-terraform-action/${folder}@v1`)
})

test('docs/architecture.md names every folder of src and packages', () => {
  const page = read('docs/architecture.md')
  expect(find('src/*/', 'packages/*/').filter(folder => !page.includes(folder))).toEqual([])
})

test('the script of docs/testing-your-workflows.md runs as printed', () => {
  const script = /```ts\n(.*?)```/s.exec(read('docs/testing-your-workflows.md'))?.[1] ?? ''
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module-typescript', '--eval', script], {
    cwd: root,
    timeout: 200_000,
    encoding: 'utf8'
  })
  expect([status, stdout]).toEqual([0, expect.stringMatching(/^success .*Plan for `acme\/web`/ms)])
})

test.each(['docs/troubleshooting.md', 'docs/troubleshooting-network.md'])('%s quotes messages of src', page => {
  const source = find('src/**/*.ts').map(read).join('\n').replaceAll('\\', '')
  const quotes = [...read(page).matchAll(/^(`{1,2})(.+)\1$/gm)].map(([, , quote = '']) => quote)
  expect(quotes.length).toBeGreaterThanOrEqual(15)
  expect(quotes.filter(quote => !source.includes(quote))).toEqual([])
})

const claiming = pages.filter(page => page.startsWith('docs/') && read(page).includes('<!-- test: '))

test('the pages on security name tests', () => {
  expect(claiming).toEqual(
    [
      'bypass-reviewed-applies',
      'comment-commands',
      'compared-files',
      'compared-plans',
      'reviewed-applies',
      'secrets',
      'security',
      'supply-chain',
      'token',
      'untrusted-data'
    ].map(name => `docs/${name}.md`)
  )
})

describe.each(claiming)('%s', page => {
  const all = statements(read(page))

  test('names a test for everything that it says of the action', () => {
    expect(all.length).toBeGreaterThan(5)
    const unmarked = all.filter(({ tests, isNoClaim }) => tests.length === 0 && !isNoClaim)
    expect(unmarked.map(({ text }) => text)).toEqual([])
    expect(all.filter(({ tests, isNoClaim }) => tests.length > 0 && isNoClaim)).toEqual([])
  })

  test.each([...new Set(all.flatMap(({ tests }) => tests))])('names a test that exists: %s', mark => {
    const [, file = '', title = ''] = /^(\S+?): (.+)$/.exec(mark) ?? []
    const path = `__tests__/${file}.test.ts`
    expect([path, existsSync(join(root, path))]).toEqual([path, true])
    expect([title, hasTest(read(path), title)]).toEqual([title, true])
  })
})

/** The words that a reader sees, counted as `wc -w` counts them. */
const words = (page: string): number =>
  page
    .replaceAll(/<!--.*?-->/gs, '')
    .split(/\s+/)
    .filter(Boolean).length

test.each(find('docs/*.md'))('%s has at most 1,200 words', page => {
  expect(words(read(page))).toBeLessThanOrEqual(1200)
})

test('README.md has at most 1,500 words before its reference', () => {
  const [before = '', reference] = read('README.md').split('\n## Reference\n')
  expect(reference).toBeDefined()
  expect(words(before)).toBeLessThanOrEqual(1500)
})
