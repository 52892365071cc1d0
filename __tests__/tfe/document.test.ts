import { expect, test } from '@jest/globals'
import { NetworkError } from '../../src/errors.ts'
import { Fields, includedAll, toJson, type Resource } from '../../src/tfe/document.ts'
import { answering, client, json } from './server.ts'

test.each([{ data: null }, { data: [] }])('an answer that holds no resource is reported as none: %j', async body => {
  await using server = await answering(json(200, body))
  const error: unknown = await client(server.origin)
    .runs.read('run-1')
    .catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(NetworkError)
  expect((error as Error).message).toBe('No valid response: the response contains no resource (GET /runs/run-1)')
})

test.each(['runs', 'run', ''])('the values of variables are left out of a resource of type "%s"', type => {
  const attributes = new Fields({ variables: [{ key: 'password', value: '"hunter2"' }, 'hunter2'], status: 'planned' })
  const text = toJson({ id: 'run-1', type, attributes, relationships: {}, links: new Fields(undefined) })
  expect(text).not.toContain('hunter2')
  expect(JSON.parse(text)).toMatchObject({
    attributes: { variables: [{ key: 'password', value: '***' }, '***'], status: 'planned' }
  })
})

test.each([
  ['have no id', '', ['']],
  ['have one id', 'x', ['x', 'x']]
])('included resources that %s are not taken for those that a relationship names', (_name, id, named) => {
  const resource = (type: string, relationships: object = {}) =>
    ({ id, type, attributes: {}, relationships, links: {} }) as unknown as Resource
  const of = resource('workspaces', { bindings: { data: named.map(each => ({ type: 'bindings', id: each })) } })
  expect(
    includedAll(
      of,
      'bindings',
      named.map(() => resource('bindings'))
    )
  ).toBeUndefined()
})
