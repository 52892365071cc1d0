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
