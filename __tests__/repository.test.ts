import { describe, expect, test } from '@jest/globals'
import { execFile, execFileSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { parse as parseYaml } from 'yaml'
import { InputError } from '../src/errors.ts'
import { plural } from '../src/plural.ts'
import { ACTIONS } from './every-action.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const files = (...patterns: string[]): string[] =>
  globSync(patterns, { cwd: root, exclude: ['node_modules/**'] }).toSorted()

interface Metadata {
  readonly inputs?: Readonly<
    Record<string, { readonly description?: string; readonly default?: string; readonly required?: boolean }>
  >
  readonly outputs?: Readonly<Record<string, { readonly description?: string }>>
  readonly runs: { readonly using: string; readonly main: string; readonly post?: string }
}

const metadata = new Map(
  files('**/action.yml')
    .filter(path => !path.startsWith('__tests__/'))
    .map(path => [dirname(path), parseYaml(read(path)) as Metadata])
)

describe('the machine', () => {
  test('runs the Node that GitHub runs actions with', () => {
    expect(process.version).toMatch(/^v24\./)
  })

  // npm reads the version that this sets. Where the project itself does not allow it, npm warns of the project, too.
  test.concurrent.each(['v22.19.0', 'v22.99.0', 'v23.0.0', 'v23.99.0', 'v24.0.0', 'v25.0.0', 'v26.0.0'])(
    'with Node %s, npm warns of no dependency, unless the project does not allow this Node',
    async version => {
      const pretend = `Object.defineProperty(process,'version',{value:'${version}'})`
      const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(pretend)}`
      const env = { ...process.env, NODE_OPTIONS, NODE_DISABLE_COMPILE_CACHE: '1' }
      const install = ['ci', '--dry-run', '--offline', '--no-audit', '--no-fund']
      const { stderr } = await promisify(execFile)('npm', install, { cwd: root, env })
      const warned = Array.from(stderr.matchAll(/EBADENGINE +package: '(.+)@.+?'/g), ([, name]) => name)
      expect(warned.includes('hcp-terraform-action') ? [] : warned).toEqual([])
      expect(warned.includes('hcp-terraform-action')).toBe(version.startsWith('v23.'))
    }
  )
})

test('every action is known here, and no other', () => {
  expect([...metadata.keys()].toSorted()).toEqual(Object.keys(ACTIONS).toSorted())
})

describe.each([...metadata])('the action in %s', (folder, { inputs = {}, outputs = {}, runs }) => {
  const entries = [runs.main, ...(runs.post === undefined ? [] : [runs.post])].map(path => join(folder, path))

  test('runs on Node 24, by stubs that call one function of the bundle', async () => {
    expect(runs.using).toBe('node24')
    const bundle = (await import('../src/index.ts')) as Record<string, unknown>
    for (const entry of entries) {
      const [, name = '', called] = (entry === join(folder, runs.main) ? MAIN_STUB : POST_STUB).exec(read(entry)) ?? []
      expect([entry, called]).toEqual([entry, name])
      expect(typeof bundle[name]).toBe('function')
    }
  })

  test('declares the inputs that its code reads', () => {
    const asked = new Set<string>()
    try {
      ACTIONS[folder]?.inputs(name => {
        asked.add(name)
        return ''
      }, {})
    } catch (error) {
      expect(error).toBeInstanceOf(InputError)
    }
    expect([...asked].toSorted()).toEqual(Object.keys(inputs).toSorted())
  })

  test('declares the outputs that its code sets', () => {
    expect(ACTIONS[folder]?.outputs.toSorted()).toEqual(Object.keys(outputs).toSorted())
  })

  test('describes every input and output', () => {
    for (const [name, { description }] of Object.entries({ ...inputs, ...outputs })) {
      expect([name, description]).toEqual([name, expect.stringMatching(/[.`]$/)])
    }
  })

  test('has a README', () => {
    expect(existsSync(join(root, folder, 'README.md'))).toBe(true)
  })
})

const MAIN_STUB = /^import '\.\/require-node\.js'\nimport \{ (\w+) \} from '\.\.\/dist\/index\.js'\nawait (\w+)\(\)\n$/
/** Without the state that the main step saves there is nothing to do. */
const POST_STUB =
  /^import '\.\/require-node\.js'\n\n\/\/ [^\n]+\nif \(process\.env\.STATE_\w+\) \{\n {2}const \{ (\w+) \} = await import\('\.\.\/dist\/index\.js'\)\n {2}await (\w+)\(\)\n\}\n$/

/** Inputs that say something else of another subject: what a workspace has, not what a run is given or a list is searched for. */
const OF_ANOTHER_SUBJECT: Readonly<Record<string, readonly string[]>> = {
  '.': ['configuration-version-id', 'environment-variables'],
  'run/cancel': ['force'],
  'run/find': ['operation', 'status', 'timeout'],
  'run/list': ['operation', 'status'],
  'run/override': ['comment'],
  'state/upload': ['run-id'],
  'workspaces/delete': ['force', 'timeout'],
  'workspaces/ensure': ['project', 'tags', 'terraform-version', 'variables'],
  'workspaces/lock': ['timeout'],
  'workspaces/set-variables': ['variables'],
  'workspaces/unlock': ['force']
}

test('an input that several actions have is the same everywhere', () => {
  const seen = new Map<string, unknown>()
  const others: [string, string, unknown][] = []
  for (const [folder, { inputs = {} }] of metadata) {
    for (const [name, input] of Object.entries(inputs)) {
      if (OF_ANOTHER_SUBJECT[folder]?.includes(name) === true) {
        others.push([folder, name, input])
        continue
      }
      expect([name, input]).toEqual([name, seen.get(name) ?? input])
      seen.set(name, input)
    }
  }
  for (const [folder, name, input] of others) expect([folder, name, input]).not.toEqual([folder, name, seen.get(name)])
})

describe('src', () => {
  const sources = files('src/**/*.ts')

  test.each(['@actions/core', '@actions/exec', '@actions/github', 'tar'])('uses %s', name => {
    expect(sources.some(path => new RegExp(`(from |import\\()'${name}(/[^']*)?'`).test(read(path)))).toBe(true)
  })

  test('has no file over 200 lines', () => {
    expect(sources.filter(path => read(path).split('\n').length > 201)).toEqual([])
  })

  test('fails a step in one place', () => {
    expect(sources.filter(path => read(path).includes('setFailed('))).toEqual(['src/github/log.ts'])
    expect(sources.filter(path => read(path).includes('.fail('))).toEqual(['src/actions/main.ts'])
  })

  test('writes nothing and opens nothing when it is imported', () => {
    const program = [
      ...sources.map(path => `await import(${JSON.stringify(join(root, path))})`),
      'console.error(JSON.stringify(process.getActiveResourcesInfo()))'
    ].join('\n')
    const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { NODE_OPTIONS: '--disable-warning=ExperimentalWarning' }
    })
    expect(output).toBe('')
  })
})

describe('the folders of src', () => {
  const sources = files('src/**/*.ts')
  const importsOf = (path: string): readonly string[] =>
    [...read(path).matchAll(/ from '(\.{1,2}\/[^']+)'/g)].map(([, specifier = '']) => join(dirname(path), specifier))

  test('have each basename once, entry points excepted', () => {
    const names = sources.filter(path => !path.startsWith('src/actions/')).map(path => basename(path))
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })

  test('have no circle among their files', () => {
    const done = new Set<string>()
    const circle = (path: string, above: readonly string[]): readonly string[] | undefined => {
      if (above.includes(path)) return [...above.slice(above.indexOf(path)), path]
      if (done.has(path)) return undefined
      for (const next of importsOf(path)) {
        const found = circle(next, [...above, path])
        if (found !== undefined) return found
      }
      done.add(path)
      return undefined
    }
    expect(sources.map(path => circle(path, [])).filter(found => found !== undefined)).toEqual([])
  })
})

/** Text with a number before a noun in the plural. */
const COUNTED_PLURAL = /\$\{[^{}]*(?:\.length|\.size|count|counted|missing|left|matched)\)?\} (?:[a-z]+ )?[a-z]+s\b.*/gi
/** Where the number is never 1, or the text is of somebody else. */
const NEVER_ONE = [
  '${chosen.length} workspaces exceed GitHub',
  '${found.length} runs match',
  '${reports.length} reports of this workspace',
  '${row.length} spaces',
  '${row.length} tabs',
  '${text.length} characters are more than GitHub allows',
  '${policies.length} policies evaluated.',
  '${all.length} combinations, more than'
]

test('no text speaks of 1 things', () => {
  const texts = files('{src,scripts,packages/*/src}/**/*.ts').flatMap(path => read(path).match(COUNTED_PLURAL) ?? [])
  expect(texts.filter(text => !NEVER_ONE.some(start => text.startsWith(start)))).toEqual([])
  expect(plural(1, 'file')).toBe('1 file')
  expect(plural(0, 'policy', 'policies')).toBe('0 policies')
})

describe('names', () => {
  test.each(['utils', 'helpers', 'common', 'misc'])('no file or folder is called %s', name => {
    const named = files('{src,packages,scripts,benchmarks,__tests__}/**').filter(path =>
      path.split('/').some(part => basename(part, '.ts') === name)
    )
    expect(named).toEqual([])
  })
})

test('dist holds nothing of the development tools', () => {
  for (const path of files('dist/*.js')) expect(read(path)).not.toMatch(/hono|hcl2json|\/_dev\//)
})

test('dist is one bundle and its licences', () => {
  expect(files('dist/*')).toEqual(['dist/index.js', 'dist/licenses.txt', 'dist/package.json'])
})

test('one copy of each library is installed, where the bundle takes it from', () => {
  expect(files('node_modules/**/undici/package.json')).toEqual([])
  expect(globSync('node_modules/**/undici/package.json', { cwd: root })).toEqual(['node_modules/undici/package.json'])
})
