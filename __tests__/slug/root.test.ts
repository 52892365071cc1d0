import { describe, expect, test } from '@jest/globals'
import { symlinkSync } from 'node:fs'
import { InputError } from '../../src/errors.ts'
import { pack } from '../../src/slug/pack.ts'
import { type Place, type Tree, place, plant, unpack } from './trees.ts'

const link = (text: string) => ({ link: text })

interface Packed {
  readonly names: readonly string[]
  readonly warnings: readonly string[]
}

/** What of a directory is packed where the checkout is another; places read as `AT`. */
async function packed(at: Place, directory: string, checkout: string): Promise<Packed> {
  const { path, warnings } = await pack(directory, { archive: at.at('archive'), confine: checkout })
  return {
    names: unpack(path).map(({ name }) => name),
    warnings: warnings.map(warning => warning.replaceAll(at.path, 'AT'))
  }
}

async function refusal(at: Place, directory: string, checkout: string): Promise<string> {
  const error: unknown = await packed(at, directory, checkout).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(InputError)
  return (error as InputError).problems.join().replaceAll(at.path, 'AT')
}

const HOME: Tree = { 'home/secret.tf': 'S', 'home/deep/secret.tf': 'S' }

describe('a directory of the checkout that a link leads out of it is refused', () => {
  test.each<[string, Tree, string]>([
    ['itself', { 'work/infra': link('../home') }, 'work/infra'],
    ['with a slash at its end', { 'work/infra': link('../home') }, 'work/infra/'],
    ['on the way', { 'work/infra': link('../home') }, 'work/infra/deep'],
    [
      'through another link of the checkout',
      { 'work/infra': link('a/b'), 'work/a/b': link('../../home') },
      'work/infra'
    ],
    ['and named from outside of it', { 'work/infra': link('../home') }, 'home/../work/infra'],
    ['and named through a link outside of it', { 'work/infra': link('../home'), alias: link('work/infra') }, 'alias'],
    ['and by another name of the checkout', { 'work/infra': link('../home'), other: link('work') }, 'other/infra']
  ])('%s', async (_what, tree, directory) => {
    using at = place()
    plant(at.path, { 'work/main.tf': '', ...HOME, ...tree })
    expect(await refusal(at, at.at() + '/' + directory, at.at('work'))).toMatch(
      /^`directory`: ".+" is in the checkout "AT\/work", but a symbolic link leads from there to "AT\/home/
    )
  })

  test('also where the checkout itself is reached through a link, by either of its names', async () => {
    using at = place()
    plant(at.path, { 'work/main.tf': '', 'work/infra': link('../home'), ...HOME, runner: link('work') })
    for (const name of ['runner', 'work'])
      expect(await refusal(at, at.at(name, 'infra'), at.at('runner'))).toContain('leads from there to "AT/home"')
  })
})

test('a checkout that is reached through a link is packed, and so are links within it', async () => {
  using at = place()
  plant(at.path, { 'work/env/main.tf': '', 'work/infra': link('env') })
  symlinkSync('work', at.at('runner'))
  for (const directory of [at.at('runner', 'env'), at.at('work', 'env'), at.at('runner', 'infra')]) {
    using archives = place()
    const { path, warnings } = await pack(directory, { archive: archives.at('archive'), confine: at.at('runner') })
    expect([unpack(path).map(({ name }) => name), warnings]).toEqual([['main.tf'], []])
  }
})

test('a directory that is outside by its own name is packed, with a warning that names it', async () => {
  using at = place()
  plant(at.path, { 'work/main.tf': '', 'build/main.tf': '', latest: link('build') })
  for (const name of ['build', 'latest', 'work/../build']) {
    using archives = place()
    const options = { archive: archives.at('archive'), confine: at.at('work') }
    const { path, warnings } = await pack(`${at.path}/${name}`, options)
    expect(unpack(path).map(entry => entry.name)).toEqual(['main.tf'])
    expect(warnings).toEqual([expect.stringContaining(`the action uploads the files in "${at.at('build')}"`)])
  }
})

test('rules are not read from a file outside of the checkout', async () => {
  using at = place()
  plant(at.path, { 'work/main.tf': '', 'work/.terraformignore': link('../token'), token: '.terraformignore\n[secret' })
  expect(await refusal(at, at.at('work'), at.at('work'))).toMatch(
    /^`directory`: the link "\.terraformignore" leads to "AT\/token", outside of the workspace/
  )
})

describe('a directory of the checkout that a link leads into what git keeps of it is refused', () => {
  test.each<[string, Tree, string]>([
    ['itself', { 'work/infra': link('.git') }, 'infra'],
    ['on the way', { 'work/infra': link('.git') }, 'infra/modules'],
    ['of another checkout', { 'work/infra': link('other/.git'), 'work/other/.git/main.tf': '' }, 'infra']
  ])('%s', async (_what, tree, directory) => {
    using at = place()
    plant(at.path, { 'work/main.tf': '', 'work/.git/main.tf': '', 'work/.git/modules/main.tf': '', ...tree })
    expect(await refusal(at, at.at('work', directory), at.at('work'))).toMatch(
      /^`directory`: ".+" is in the checkout "AT\/work", but a symbolic link leads from there to "AT\/work\/.*\.git/
    )
  })
})
