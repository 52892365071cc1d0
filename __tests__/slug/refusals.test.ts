import { describe, expect, test } from '@jest/globals'
import { chmodSync, statSync, writeFileSync } from 'node:fs'
import { InputError } from '../../src/errors.ts'
import { pack } from '../../src/slug/pack.ts'
import { type Place, type Tree, place, plant, unpack } from './trees.ts'

/** The one problem, where places read as `AT`; and no archive is left. */
async function problem(at: Place, directory: string, confine?: string): Promise<string> {
  const options = { archive: at.at('archive'), ...(confine === undefined ? {} : { confine }) }
  const error: unknown = await pack(at.at(directory), options).then(
    () => undefined,
    (reason: unknown) => reason
  )
  expect(error).toBeInstanceOf(InputError)
  expect(statSync(options.archive, { throwIfNoEntry: false })).toBeUndefined()
  const { problems } = error as InputError
  expect(problems).toHaveLength(1)
  return problems.join().replaceAll(at.path, 'AT')
}

async function problemOf(tree: Tree, outside: Tree = {}, confine?: string): Promise<string> {
  using temporary = place()
  plant(temporary.at('root'), tree)
  plant(temporary.path, outside)
  return await problem(temporary, 'root', confine === undefined ? undefined : temporary.at(confine))
}

test('a workspace that does not exist is named', async () => {
  using temporary = place()
  plant(temporary.at('root'), { 'main.tf': '' })
  const packing = pack(temporary.at('root'), { archive: temporary.at('archive'), confine: temporary.at('gone') })
  await expect(packing).rejects.toThrow(
    `GITHUB_WORKSPACE is "${temporary.at('gone')}", which can't be read (ENOENT): it must be the path of the checkout`
  )
  expect(statSync(temporary.at('archive'), { throwIfNoEntry: false })).toBeUndefined()
})

describe('a directory is refused', () => {
  test('that does not exist', async () => {
    using temporary = place()
    expect(await problem(temporary, 'infra')).toBe(
      '`directory`: "AT/infra" does not exist. Check the path, and that an earlier step of the job checks out the repository with `actions/checkout`'
    )
  })

  test('that is a file', async () => {
    using temporary = place()
    plant(temporary.path, { 'main.tf': '' })
    expect(await problem(temporary, 'main.tf')).toBe(
      '`directory`: "AT/main.tf" is a file. Set it to the directory that contains the configuration'
    )
  })

  test('that is empty, or holds directories only', async () => {
    const refusal =
      '`directory`: "AT/root" contains no files to upload. Check that an earlier step of the job checks out the repository with ' +
      '`actions/checkout`, and set `directory` to the directory that contains the configuration'
    expect(await problemOf({})).toBe(refusal)
    expect(await problemOf({ 'a/b/': '', '.git/HEAD': '' })).toBe(refusal)
  })

  test.each(['*', '/', '**', '*.tf', 'main.tf'])('of which the rule %s leaves nothing', async rule => {
    expect(await problemOf({ 'main.tf': '', '.terraformignore': rule })).toBe(
      '`directory`: "AT/root" contains no files to upload that .terraformignore doesn\'t exclude. ' +
        'Add a rule at the end of that file that includes the configuration, such as !*.tf'
    )
  })
})

describe('a link is refused', () => {
  test('that leads out to nothing', async () => {
    expect(await problemOf({ 's/l': { link: '../../nothing' } })).toBe(
      '`directory`: the link "s/l" leads out of the directory to "../../nothing", which does not exist: ' +
        'fix the link, or exclude it in .terraformignore'
    )
  })

  test('that leads in circles outside', async () => {
    expect(await problemOf({ l: { link: '../x' } }, { x: { link: 'y' }, y: { link: 'x' } })).toBe(
      '`directory`: "l" can\'t be read (ELOOP): see to that, or exclude it in .terraformignore'
    )
  })

  test('that leads to a directory around it', async () => {
    expect(await problemOf({ 's/l': { link: '../..' } })).toBe(
      '`directory`: the link "s/l" leads to "AT", which contains the link itself, so copying it would never end. ' +
        'Remove the link, or exclude it in .terraformignore'
    )
  })

  test('that leads out of the workspace', async () => {
    expect(await problemOf({ l: { link: '../secret' } }, { secret: 'S' }, 'root')).toBe(
      '`directory`: the link "l" leads to "AT/secret", outside of the workspace "AT/root". ' +
        'The action uploads no files from there. Copy the files that you need into the repository, or exclude it in .terraformignore'
    )
  })

  test('that leads to a device', async () => {
    if (process.platform === 'win32') {
      console.warn('Windows has no devices among its files')
      return
    }
    expect(await problemOf({ l: { link: '/dev/null' } })).toBe(
      '`directory`: the link "l" leads to "/dev/null", which is neither a file nor a directory: ' +
        'remove the link, or exclude it in .terraformignore'
    )
  })

  test('not when it is excluded', async () => {
    using temporary = place()
    plant(temporary.at('root'), { a: 'A', l: { link: '../nothing' }, '.terraformignore': 'l' })
    const { path } = await pack(temporary.at('root'), { archive: temporary.at('archive') })
    expect(unpack(path).map(({ name }) => name)).toEqual(['.terraformignore', 'a'])
  })
})

describe('a rule without the slash at its end is named', () => {
  const dead = { link: '../../../../nothing' }

  test.each([
    ['cache', 'cache/l'],
    ['cache', 'a/cache/l'],
    ['a/cache', 'a/cache/b/l'],
    ['/a', 'a/b/l'],
    ['cac*', 'cache/l'],
    ['!x/\ncache\n!main.tf', 'cache/l']
  ])('%j for %s', async (text, name) => {
    const rule = text.split('\n').find(line => !line.startsWith('!')) ?? ''
    const refused = await problemOf({ [name]: dead, '.terraformignore': text })
    expect(refused).toMatch(
      /, or exclude it in \.terraformignore: the rule ".*" there excludes a directory without the files in it\. Change it to ".*\/"$/
    )
    expect(refused).toContain(`: the rule "${rule}" there`)
    using temporary = place()
    plant(temporary.at('root'), { 'main.tf': '', [name]: dead, '.terraformignore': text.replace(rule, `${rule}/`) })
    const { path } = await pack(temporary.at('root'), { archive: temporary.at('archive') })
    expect(unpack(path).map(entry => entry.name)).not.toContain(name)
  })

  test.each([
    ['other', 'cache/l'],
    ['!cache', 'cache/l'],
    ['cache\n!cache/', 'cache/l'],
    ['cache\n!l', 'cache/l']
  ])('not where the slash does not help: %j for %s', async (text, name) => {
    const refused = await problemOf({ [name]: dead, '.terraformignore': text })
    expect(refused).toMatch(/or exclude it in \.terraformignore$/)
  })

  test('also behind a link, from where rules start again', async () => {
    const outside = { 'elsewhere/x/l': { link: '../../nothing' } }
    const linked = { 'a/link': { link: '../../elsewhere' } }
    expect(await problemOf({ ...linked, '.terraformignore': '/x' }, outside)).toMatch(/Change it to "\/x\/"$/)
    expect(await problemOf({ ...linked, '.terraformignore': '/a' }, outside)).toMatch(/in \.terraformignore$/)
  })
})

describe('what can not be read is named', () => {
  /** Root reads everything; for a while this process is somebody else. */
  async function asNobody<T>(action: () => Promise<T>): Promise<T> {
    if (process.getuid?.() !== 0) return action()
    process.seteuid?.(65534)
    try {
      return await action()
    } finally {
      process.seteuid?.(0)
    }
  }

  test.each(['s/f', 's/d/'])('%s', async name => {
    if (process.platform === 'win32') {
      console.warn('Windows: nothing is unreadable by its mode')
      return
    }
    using temporary = place()
    plant(temporary.at('root'), { a: 'A', [name]: 'x' })
    for (const path of ['', 'root']) chmodSync(temporary.at(path), 0o777)
    chmodSync(temporary.at('root', name), 0)
    expect(await asNobody(() => problem(temporary, 'root'))).toBe(
      `\`directory\`: "${name}" can't be read (EACCES): let the user of this step read it, or exclude it in .terraformignore`
    )
    chmodSync(temporary.at('root', name), 0o700)
  })

  test('a name that is not UTF-8', async () => {
    if (process.platform !== 'linux') {
      console.warn(`${process.platform} keeps such names out by itself`)
      return
    }
    using temporary = place()
    plant(temporary.at('root'), { 's/a': 'A', 's/\ufffd': 'fine' })
    const bad = Buffer.concat([Buffer.from(temporary.at('root', 's', 'b')), Buffer.from([0xff])])
    writeFileSync(bad, 'B')
    expect(await problem(temporary, 'root')).toBe(
      '`directory`: the name "s/b\ufffd" is not valid UTF-8, so an archive can\'t contain it. Rename the file, or exclude it in .terraformignore'
    )
    writeFileSync(temporary.at('root', '.terraformignore'), 'b?')
    const { path } = await pack(temporary.at('root'), { archive: temporary.at('archive') })
    expect(unpack(path).map(({ name }) => name)).toEqual(['.terraformignore', 's/', 's/a', 's/\ufffd'])
  })
})
