import { describe, expect, test } from '@jest/globals'
import { chmodSync, symlinkSync, utimesSync } from 'node:fs'
import { pack } from '../../src/slug/pack.ts'
import { type Place, type Tree, place, plant, unpack } from './trees.ts'

interface Case {
  readonly root: Tree
  readonly outside?: Tree
  readonly rules?: string
  readonly more?: (at: Place) => void
}

/** The entries, links with their text. */
async function packed({ root, outside = {}, rules, more }: Case, confine?: string): Promise<string[]> {
  using temporary = place()
  plant(temporary.at('root'), { ...root, ...(rules === undefined ? {} : { '.terraformignore': rules }) })
  plant(temporary.path, outside)
  more?.(temporary)
  const options = confine === undefined ? {} : { confine: temporary.at(confine) }
  const { path } = await pack(temporary.at('root'), { archive: temporary.at('archive'), ...options })
  return unpack(path)
    .filter(({ name }) => name !== '.terraformignore')
    .map(({ name, link, content }) =>
      link === undefined ? `${name}${content.length > 0 ? `: ${content.toString()}` : ''}` : `${name} -> ${link}`
    )
    .sort()
}

const link = (text: string) => ({ link: text })

describe('links inside of the directory stay links', () => {
  test.each<[string, Case, string[]]>([
    ['relative', { root: { a: 'A', 's/l': link('../a') } }, ['a: A', 's/', 's/l -> ../a']],
    ['broken', { root: { a: 'A', l: link('nothing') } }, ['a: A', 'l -> nothing']],
    ['to itself', { root: { a: 'A', l: link('l') } }, ['a: A', 'l -> l']],
    ['to the directory', { root: { a: 'A', self: link('.') } }, ['a: A', 'self -> .']],
    ['to a directory', { root: { 's/a': 'A', l: link('s/') } }, ['l -> s/', 's/', 's/a: A']],
    ['to what is excluded', { root: { '.git/a': 'A', l: link('.git/a') } }, ['l -> .git/a']],
    ['through ../root', { root: { a: 'A', l: link('../root/a') } }, ['a: A', 'l -> a']],
    [
      'absolute',
      { root: { a: 'A', 's/': '' }, more: at => symlinkSync(at.at('root', 'a'), at.at('root', 's', 'l')) },
      ['a: A', 's/', 's/l -> ../a']
    ]
  ])('%s', async (_what, tree, expected) => {
    expect(await packed(tree)).toEqual(expected)
  })

  test('also those that were made by another name of the directory', async () => {
    using temporary = place()
    plant(temporary.at('root'), { a: 'A' })
    symlinkSync('root', temporary.at('alias'))
    symlinkSync(temporary.at('alias', 'a'), temporary.at('root', 'l'))
    const { path } = await pack(temporary.at('alias'), { archive: temporary.at('archive') })
    expect(unpack(path).map(({ name, link }) => [name, link])).toEqual([
      ['a', undefined],
      ['l', 'a']
    ])
  })
})

describe('links out of the directory are followed', () => {
  const outside = { 'ext/a': 'A', 'ext/s/b': 'B', 'ext/.git/c': 'C', 'ext/.terraform/modules/m': 'M', file: 'F' }

  test.each<[string, Case, string[]]>([
    ['to a file', { root: { l: link('../file') }, outside }, ['l: F']],
    [
      'to a directory',
      { root: { l: link('../ext') }, outside },
      ['l/.terraform/modules/m: M', 'l/a: A', 'l/s/', 'l/s/b: B']
    ],
    [
      'to a sibling whose name begins the same',
      { root: { l: link('../root2/a') }, outside: { 'root2/a': 'A' } },
      ['l: A']
    ],
    [
      'along a chain',
      { root: { l: link('../one') }, outside: { ...outside, one: link('two'), two: link('ext/a') } },
      ['l: A']
    ],
    [
      'along a chain that comes back',
      { root: { a: 'A', l: link('../one') }, outside: { one: link('root/a') } },
      ['a: A', 'l: A']
    ],
    [
      'and there again',
      { root: { l: link('../ext') }, outside: { 'ext/a': 'A', 'ext/b': link('a') } },
      ['l/a: A', 'l/b: A']
    ],
    [
      'and there into another directory',
      { root: { l: link('../one') }, outside: { 'one/t': link('../two'), 'two/a': 'A' } },
      ['l/t/a: A']
    ],
    [
      'and there back into the directory',
      { root: { a: 'A', l: link('../one') }, outside: { 'one/t': link('../root/a') } },
      ['a: A', 'l/t -> ../a']
    ],
    ['twice to the same place', { root: { k: link('../ext/s'), l: link('../ext/s') }, outside }, ['k/b: B', 'l/b: B']]
  ])('%s', async (_what, tree, expected) => {
    expect(await packed(tree)).toEqual(expected)
  })

  test.each([
    ['/l/a', ['l/a: A', 'l/s/', 'l/s/a: S', 'z: Z']],
    ['/a', ['l/s/', 'l/s/a: S', 'z: Z']],
    ['l/', ['l/a: A', 'l/s/', 'l/s/a: S', 'z: Z']],
    ['l', ['z: Z']],
    ['s/', ['l/a: A', 'z: Z']]
  ])('and the rule %s is about what is found there, from its top', async (rules, expected) => {
    const tree = { root: { l: link('../ext'), z: 'Z' }, outside: { 'ext/a': 'A', 'ext/s/a': 'S' }, rules }
    expect(await packed(tree)).toEqual(expected)
  })

  test('with the mode and time of what they lead to', async () => {
    using temporary = place()
    plant(temporary.at('root'), { l: link('../file') })
    plant(temporary.path, { file: 'F' })
    chmodSync(temporary.at('file'), 0o640)
    utimesSync(temporary.at('file'), 1e9, 1e9)
    const { path } = await pack(temporary.at('root'), { archive: temporary.at('archive') })
    expect(unpack(path)).toMatchObject([{ name: 'l', type: 'File', mode: '640', seconds: 1e9 }])
  })

  test('as far as the workspace goes', async () => {
    const inside = { root: { l: link('../work/file') }, outside: { 'work/file': 'F' } }
    expect(await packed(inside, 'work')).toEqual(['l: F'])
    await expect(packed(inside, 'root')).rejects.toThrow(
      /the link "l" leads to ".*work\/file", outside of the workspace/
    )
  })

  test('and the workspace is not left by a second link either', async () => {
    const tree = { root: { l: link('../work/x') }, outside: { 'work/x': link('../secret'), secret: 'S' } }
    await expect(packed(tree, 'work')).rejects.toThrow(/outside of the workspace/)
  })
})

describe('a cycle is not a place to go', () => {
  test.each<[string, Case]>([
    ['a directory above', { root: { l: link('..') } }],
    ['a directory that holds a link to itself', { root: { l: link('../ext') }, outside: { 'ext/self': link('.') } }],
    [
      'two directories that lead to each other',
      { root: { l: link('../one') }, outside: { 'one/a': link('../two'), 'two/s/b': link('../../one') } }
    ]
  ])('%s', async (_what, tree) => {
    await expect(packed(tree)).rejects.toThrow(/the link ".*" leads to ".*", which contains the link itself/)
  })
})

describe('what git keeps of a checkout is not packed through a link', () => {
  const git = { 'work/.git/config': 'extraheader', 'work/.git/modules/m/config': 'extraheader' }
  const BACK = '!.git/\n!.git/**\n!**/.git/**'

  // The real CLI uploads each of these files.
  test.each<[string, Tree, Tree?]>([
    ['a file', { l: link('../.git/config') }],
    ['a file further down', { 's/l': link('../../.git/modules/m/config') }],
    ['all of it', { l: link('../.git') }],
    ['all of it, with a slash', { l: link('../.git/') }],
    ['through a link outside of the directory', { l: link('../alias') }, { 'work/alias': link('.git/config') }],
    ['of another checkout', { l: link('../other/.git/config') }, { 'work/other/.git/config': 'extraheader' }],
    ['by a name in capitals', { l: link('../.GIT/config') }, { 'work/.GIT/config': 'extraheader' }],
    ['by a link in a directory that a link leads to', { l: link('../other') }, { 'work/other/l': link('../.git') }],
    ['as the rules', { '.terraformignore': link('../.git/config') }]
  ])('%s', async (_what, tree, outside = {}) => {
    using at = place()
    plant(at.path, { ...git, ...outside })
    plant(at.at('work', 'infra'), { 'main.tf': '', ...tree })
    for (const confine of [at.at('work'), undefined]) {
      using archives = place()
      const options = { archive: archives.at('archive'), ...(confine !== undefined && { confine }) }
      await expect(pack(at.at('work', 'infra'), options)).rejects.toThrow(
        /the link ".*" leads to ".*": what git keeps of a checkout, with its credentials, is not uploaded/
      )
    }
  })

  test('but excluded, the link prevents nothing', async () => {
    const tree = { root: { a: 'A', l: link('../.git/config') }, outside: { '.git/config': 'C' }, rules: 'l' }
    expect(await packed(tree)).toEqual(['a: A'])
  })

  test('nor is it where a link leads to what has it, whatever the rules say', async () => {
    const outside = { 'other/a': 'A', 'other/.git/config': 'C', 'other/s/.git/config': 'C', 'other/sub/.git': 'gitdir' }
    const tree = { root: { l: link('../other') }, outside, rules: BACK }
    expect(await packed(tree)).toEqual(['l/a: A', 'l/s/', 'l/sub/'])
  })

  test('names that only begin or end like it are packed', async () => {
    const outside = { 'x.git/a': 'A', '.github/b': 'B' }
    expect(await packed({ root: { k: link('../x.git'), l: link('../.github') }, outside })).toEqual([
      'k/a: A',
      'l/b: B'
    ])
  })
})
