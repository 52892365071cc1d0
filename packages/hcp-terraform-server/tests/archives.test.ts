import { describe, expect, test } from '@jest/globals'
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Engine } from '../src/engine/engine.ts'
import { archiveOf, archiveWith } from './archives.ts'
import type { Item } from './client.ts'
import { put, scene, uploadUrl } from './scene.ts'

/** What HashiCorp's unpacker refuses, and what it makes of the rest: https://github.com/hashicorp/go-slug */

const REFUSED: readonly [string, Buffer, RegExp][] = [
  ['something else', Buffer.from('PK'), /^failed to uncompress slug: gzip: invalid header$/],
  ['nothing', Buffer.alloc(0), /^failed to uncompress slug: gzip: invalid header$/],
  ['half an archive', archiveOf({ 'main.tf': 'x'.repeat(5000) }).subarray(0, 60), /^failed to uncompress slug: /],
  [
    'a name that leads out',
    archiveWith([{ path: '../evil', type: 'File' }]),
    /^illegal slug error: invalid filename, traversal with ".." outside of current directory/
  ],
  ['the same further in', archiveWith([{ path: 'a/../../evil', type: 'File' }]), /traversal with "\.\."/],
  [
    'an absolute link',
    archiveWith([{ path: 'link', type: 'SymbolicLink', linkpath: '/etc/passwd' }]),
    /^illegal slug error: invalid symlink \("link" -> "\/etc\/passwd"\) has external target$/
  ],
  [
    'a relative link that leads out',
    archiveWith([{ path: 'a/link', type: 'SymbolicLink', linkpath: '../../etc' }]),
    /has external target/
  ],
  [
    'a file behind a link',
    archiveWith([
      { path: 'dir', type: 'SymbolicLink', linkpath: 'other' },
      { path: 'dir/file', type: 'File' }
    ]),
    /cannot extract "dir\/file" through symlink/
  ],
  ['a device', archiveWith([{ path: 'null', type: 'CharacterDevice' }]), /unsupported file type/],
  ['a pipe', archiveWith([{ path: 'pipe', type: 'FIFO' }]), /unsupported file type/],
  ['a hard link', archiveWith([{ path: 'hard', type: 'Link', linkpath: 'main.tf' }]), /unsupported file type/]
]

describe("what a configuration version can't be", () => {
  test.each(REFUSED)('%s', async (_name, archive, message) => {
    await using world = await scene()
    const { id, url } = await uploadUrl(world)
    expect(await put(url, archive)).toBe(200)
    const { data } = await world.api.get(`/configuration-versions/${id}`)
    expect(data.attributes).toMatchObject({ status: 'errored', 'error-message': expect.stringMatching(message) })
    await expect(world.run({}, { id } as Item)).rejects.toThrow(/422.*the configuration version is errored/)
  })
})

test('what an engine gets of an archive', async () => {
  let found: unknown
  const engine: Engine = {
    name: 'spy',
    terraformVersion: '1.11.4',
    plan: ({ directory }) => {
      found = listing(directory)
      return Promise.resolve({ status: 'errored' })
    },
    apply: () => Promise.reject(new Error('nothing was planned'))
  }
  await using world = await scene({ engine })
  world.hcp.find().attributes['working-directory'] = 'env/prod'
  const { id, url } = await uploadUrl(world)
  const archive = archiveWith([
    { path: 'main.tf', type: 'File', content: 'first' },
    { path: 'main.tf', type: 'File', content: 'second' },
    { path: '/rooted.tf', type: 'File' },
    { path: '._main.tf', type: 'File' },
    { path: 'run.sh', type: 'File', mode: 0o755 },
    { path: 'a/b/c.tf', type: 'File' },
    { path: 'a/link.tf', type: 'SymbolicLink', linkpath: '../main.tf' },
    { path: 'empty/', type: 'Directory' },
    { path: 'env/prod/', type: 'Directory' }
  ])
  await put(url, archive)
  await world.run({}, { id } as Item)
  await world.hcp.until('errored')
  expect(found).toEqual({
    'main.tf': 'second',
    'rooted.tf': '',
    'run.sh': 'executable',
    'a/b/c.tf': '',
    'a/link.tf': '-> ../main.tf',
    'env/prod': 'empty directory'
  })
})

describe('uploads', () => {
  test('the first that is complete counts; a client that sends it again gets that answer', async () => {
    await using world = await scene()
    const archive = archiveOf({ 'main.tf': '' })
    const once = await uploadUrl(world)
    expect([await put(once.url, archive), await put(once.url, 'something else')]).toEqual([200, 200])
    expect((await world.api.get(`/configuration-versions/${once.id}`)).data.attributes.status).toBe('uploaded')
    const twice = await uploadUrl(world)
    const both = await Promise.all([put(twice.url, archive), put(twice.url, archive)])
    expect(both).toEqual([200, 200])
  })

  test('not after its time', async () => {
    await using world = await scene({ timings: { url: 1 } })
    const { url } = await uploadUrl(world)
    await new Promise(resolve => setTimeout(resolve, 5))
    expect(await put(url, archiveOf({ 'main.tf': '' }))).toBe(404)
  })

  test('not beyond the limit; the URL stays good for a smaller one', async () => {
    await using world = await scene({ uploadLimit: 1000 })
    const { url } = await uploadUrl(world)
    expect(await put(url, Buffer.alloc(100_000))).toBe(413)
    expect(await put(url, archiveOf({ 'main.tf': '' }))).toBe(200)
  })

  test('neither to nor from another kind of URL', async () => {
    await using world = await scene()
    const { url } = await uploadUrl(world)
    expect((await fetch(url)).status).toBe(404)
    expect((await fetch(url.slice(0, -1))).status).toBe(404)
    const run = await world.run()
    const log = (await world.api.get(`/runs/${run.id}/plan`)).data.attributes['log-read-url'] as string
    expect(await put(log, 'x')).toBe(404)
  })
})

describe('archiving', () => {
  test('not what is current, in use, from VCS, or not uploaded', async () => {
    await using world = await scene()
    const status = async (id: string) => (await world.api.post(`/configuration-versions/${id}/actions/archive`)).status
    const used = await world.upload({ provisional: true })
    const run = await world.run({}, used)
    const pending = await uploadUrl(world)
    const current = await world.upload()
    const vcs = await world.hcp.commit(
      archiveOf({ 'main.tf': '' }),
      { 'commit-sha': 'abc' },
      { workspace: world.hcp.createWorkspace('vcs') }
    )
    for (const id of [used.id, current.id, pending.id, vcs.id]) expect(await status(id)).toBe(409)
    await world.hcp.until('planned')
    await world.api.post(`/runs/${run.id}/actions/discard`)
    expect(await status(used.id)).toBe(202)
    expect(await status(used.id)).toBe(409)
    expect((await world.api.get(`/configuration-versions/${used.id}/download`)).status).toBe(404)
  })
})

function listing(root: string): Record<string, string> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true })
  return Object.fromEntries(
    entries.flatMap(entry => {
      const path = join(entry.parentPath, entry.name)
      const name = path.slice(root.length + 1)
      if (entry.isSymbolicLink()) return [[name, `-> ${readlinkSync(path)}`]]
      if (entry.isDirectory()) return readdirSync(path).length === 0 ? [[name, 'empty directory']] : []
      return [[name, (statSync(path).mode & 0o100) === 0 ? readFileSync(path, 'utf8') : 'executable']]
    })
  )
}
