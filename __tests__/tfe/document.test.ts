import { expect, test } from '@jest/globals'
import { NetworkError } from '../../src/errors.ts'
import { answering, client, json } from './server.ts'

test.each([{ data: null }, { data: [] }])('an answer that holds no resource is reported as none: %j', async body => {
  await using server = await answering(json(200, body))
  const error: unknown = await client(server.origin)
    .runs.read('run-1')
    .catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(NetworkError)
  expect((error as Error).message).toBe('GET /runs/run-1: no valid response: the response contains no resource')
})
