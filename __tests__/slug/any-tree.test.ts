import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { mkdirSync, readFileSync, readdirSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { extract } from 'tar'
import { InputError } from '../../src/errors.ts'
import { pack } from '../../src/slug/pack.ts'
import { type Tree, place, plant } from './trees.ts'

/** A file's content, a link's text, or a directory. */
type Model = Buffer | { readonly link: string } | ReadonlyMap<string, Model>
interface Rule {
  readonly isNegated: boolean
  readonly pattern: string
}

/** An independent reading of the rules, for patterns that hold wildcards and harmless characters only. */
function ruleModel({ isNegated, pattern }: Rule): {
  readonly isNegated: boolean
  readonly matches: (path: string) => boolean
} {
  const anywhere = pattern.startsWith('/') ? pattern.slice(1) : `**/${pattern}`
  const source = (pattern.endsWith('/') ? `${anywhere}**` : anywhere)
    .split(/(\*\*\/?$|\*\*\/?|\*|\?|\.)/)
    .map((part, index, parts) => {
      if (part.startsWith('**')) return parts.slice(index + 1).join('') === '' ? '.*' : '(?:.*/)?'
      return { '*': '[^/]*', '?': '[^/]', '.': '\\.' }[part] ?? part
    })
  const expression = new RegExp(`^${source.join('')}$`)
  return { isNegated, matches: path => expression.test(path) }
}

/** What go-slug's walk would put into the archive: every name with its content. */
function expected(tree: ReadonlyMap<string, Model>, written: readonly Rule[]): Map<string, Model> {
  const rules = ['.terraform/', '!.terraform/modules/', '.git/']
    .map(line => ({ isNegated: line.startsWith('!'), pattern: line.replace('!', '') }))
    .concat(written)
    .map(ruleModel)
  const lastFor = (path: string) => rules.findLastIndex(rule => rule.matches(path))
  const isExcluded = (path: string) => rules[lastFor(path)]?.isNegated === false
  const kept = new Map<string, Model>()
  const visit = (directory: ReadonlyMap<string, Model>, prefix: string): void => {
    for (const [name, what] of directory) {
      const path = prefix + name
      if (!(what instanceof Map)) {
        if (!isExcluded(path)) kept.set(path, what)
        continue
      }
      const isOut = isExcluded(`${path}/`)
      if (!isExcluded(path) && isOut && !rules.slice(lastFor(`${path}/`)).some(rule => rule.isNegated)) continue
      if (!isExcluded(path) && !isOut) kept.set(`${path}/`, new Map())
      visit(what, `${path}/`)
    }
  }
  visit(tree, '')
  return kept
}

const name = fc.constantFrom('a', 'b', 'ab', 'a.tf', 'b.tf', 'foo', '.git', '.terraform', 'modules', 'é', 'x y', '日')
const content = fc.oneof(
  fc.uint8Array({ maxLength: 3000 }).map(bytes => Buffer.from(bytes)),
  fc.string({ maxLength: 50 }).map(text => Buffer.from(text.repeat(40)))
)
const { directory } = fc.letrec<{ directory: ReadonlyMap<string, Model>; item: Model }>(tie => ({
  directory: fc.array(fc.tuple(name, tie('item')), { maxLength: 5 }).map(items => new Map(items)),
  item: fc.oneof(
    { maxDepth: 4, depthSize: 'medium' },
    content,
    // Others are in links.test.ts: to unpack a link that leads through another one, `tar` refuses.
    fc.constantFrom('nothing', './no/thing').map(link => ({ link })),
    tie('directory')
  )
}))
const piece = fc.constantFrom(
  'a',
  'b',
  'ab',
  'foo',
  '.tf',
  '.git',
  '.terraform',
  'modules',
  'é',
  '日',
  '*',
  '**',
  '?',
  '/',
  '/',
  '*.tf'
)
const rule = fc.record({
  isNegated: fc.boolean(),
  pattern: fc.array(piece, { minLength: 1, maxLength: 4 }).map(pieces => pieces.join(''))
})

function treeOf(model: ReadonlyMap<string, Model>, prefix = ''): Tree {
  return Object.assign(
    {},
    ...[...model].map(([name, what]) => {
      if (!(what instanceof Map)) return { [prefix + name]: what }
      return { [`${prefix}${name}/`]: '', ...treeOf(what, `${prefix}${name}/`) }
    })
  ) as Tree
}

/** Files and links on the disk, and directories where an archive could have brought them. */
function found(directory: string, prefix = ''): Map<string, Model> {
  const all = new Map<string, Model>()
  for (const item of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, item.name)
    if (item.isSymbolicLink()) all.set(prefix + item.name, { link: readlinkSync(path) })
    else if (item.isFile()) all.set(prefix + item.name, readFileSync(path))
    else {
      all.set(`${prefix}${item.name}/`, new Map())
      for (const [name, what] of found(path, `${prefix}${item.name}/`)) all.set(name, what)
    }
  }
  return all
}

/** Unpacking makes the directories above an entry, whether the archive has them or not. */
function withParents(entries: ReadonlyMap<string, Model>): Map<string, Model> {
  const all = new Map(entries)
  for (const path of entries.keys()) {
    for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) all.set(path.slice(0, at + 1), new Map())
  }
  return all
}

const sorted = (entries: ReadonlyMap<string, Model>) =>
  [...entries]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, what]) => [name, Buffer.isBuffer(what) ? what.toString('hex') : what])

test('any tree with any rules, packed and unpacked, is what the rules leave of it', async () => {
  await fc.assert(
    fc.asyncProperty(directory, fc.array(rule, { maxLength: 4 }), async (tree, rules) => {
      using temporary = place()
      const text = rules.map(({ isNegated, pattern }) => `${isNegated ? '!' : ''}${pattern}\n`).join('')
      const whole = new Map([
        ...tree,
        ['.terraformignore', Buffer.from(text)] as const,
        ['main.tf', Buffer.from('x')] as const
      ])
      plant(temporary.at('root'), treeOf(whole))
      const kept = expected(whole, rules)
      const packing = pack(temporary.at('root'), { archive: temporary.at('archive') })
      if (![...kept.keys()].some(name => !name.endsWith('/') && name !== '.terraformignore')) {
        await expect(packing).rejects.toBeInstanceOf(InputError)
        return
      }
      await packing
      mkdirSync(temporary.at('out'))
      await extract({ file: temporary.at('archive'), cwd: temporary.at('out'), strict: true })
      expect(sorted(found(temporary.at('out')))).toEqual(sorted(withParents(kept)))
    }),
    { numRuns: 200 }
  )
})
