import { describe, expect, test } from '@jest/globals'
import { answering, client, json, type Answer } from './server.ts'

const output = (id: number): object => ({
  id: `wsout-${id}`,
  type: 'state-version-outputs',
  attributes: { name: `o${id}`, value: id }
})
const page = (ids: readonly number[], pagination?: object): Answer =>
  json(200, { data: ids.map(output), ...(pagination && { meta: { pagination } }) })
const names = async (...answers: readonly [Answer, ...Answer[]]): Promise<{ names: string[]; urls: string[] }> => {
  await using server = await answering(...answers)
  const outputs = await Array.fromAsync(client(server.origin).stateVersionOutputs.list('sv-1'))
  return { names: outputs.map(({ name }) => name), urls: server.received.map(({ url }) => decodeURIComponent(url)) }
}

describe('a list', () => {
  test('is asked for a hundred at a time, while there is a next page', async () => {
    expect(
      await names(
        page([1, 2], { 'current-page': 1, 'next-page': 2 }),
        page([3], { 'current-page': 2, 'next-page': null })
      )
    ).toEqual({
      names: ['o1', 'o2', 'o3'],
      urls: [
        '/api/v2/state-versions/sv-1/outputs?page[number]=1&page[size]=100',
        '/api/v2/state-versions/sv-1/outputs?page[number]=2&page[size]=100'
      ]
    })
  })

  test('goes on by the number of pages, where no next one is named', async () => {
    expect((await names(page([1], { 'total-pages': 2 }), page([2], { 'total-pages': 2 }))).names).toEqual(['o1', 'o2'])
  })

  test('without pagination is one page, however it is asked for', async () => {
    expect((await names(page([1, 2]))).urls).toHaveLength(1)
  })

  test('ends with an empty page, whatever the numbers say', async () => {
    expect((await names(page([1], { 'next-page': 2 }), page([], { 'next-page': 3 }))).names).toEqual(['o1'])
  })

  const range = (from: number, to: number): readonly number[] =>
    Array.from({ length: to - from }, (_, index) => from + index)

  test.each<[string, readonly [Answer, ...Answer[]]]>([
    ['the same page for each, with its number', [page([1, 2], { 'current-page': 1, 'next-page': 2 })]],
    ['the same page for each, without its number', [page([1, 2], { 'total-pages': 2 })]],
    ['fewer entries than it counts', [page([1, 2], { 'current-page': 1, 'total-count': 3 })]]
  ])('is refused where the service sends %s', async (_name, answers) => {
    await expect(names(...answers)).rejects.toThrow('The list is not complete')
  })

  test('names an entry once that moved to the next page meanwhile', async () => {
    const moved = names(
      page([1, 2], { 'current-page': 1, 'next-page': 2, 'total-count': 3 }),
      page([2, 3], { 'current-page': 2, 'next-page': null, 'total-count': 4 })
    )
    expect((await moved).names).toEqual(['o1', 'o2', 'o3'])
  })

  test('without pagination data goes on where the server may have cut it at a size of its own', async () => {
    const cut = await names(page(range(0, 20)), page(range(20, 40)), page([40]))
    expect(cut.names).toHaveLength(41)
    expect(await names(page(range(0, 20)))).toMatchObject({ names: { length: 20 }, urls: { length: 2 } })
  })

  describe('without pagination data and with a link to the next page', () => {
    const linked = (ids: readonly number[], next?: unknown): Answer =>
      json(200, { data: ids.map(output), links: { next } })

    test.each([
      ['/api/v2/state-versions/sv-1/outputs?after=2', '/api/v2/state-versions/sv-1/outputs?after=2'],
      [{ href: 'outputs?after=2' }, undefined]
    ])('goes on to its end: %j', async (next, url) => {
      const found = names(linked([1, 2], next), linked([3], null))
      if (url === undefined) return expect(found).rejects.toThrow('outside of the API')
      expect((await found).names).toEqual(['o1', 'o2', 'o3'])
      expect((await found).urls[1]).toBe(url)
    })

    test.each(['https://elsewhere.test/api/v2/more', '//elsewhere.test/api/v2/more', '/other/more'])(
      'is refused where it leads to %s',
      next => expect(names(linked([1], next))).rejects.toThrow('The token is not sent there')
    )
  })
})
