import { expect, test } from '@jest/globals'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'
import { resourcesOf, rewritten, type Rewritable } from '../rewriting.ts'

const SECRET = 'swordfish-77'
const inputs = { 'sensitive-variables': `password = ${SECRET}` }

const dropped = (document: Rewritable): void => {
  for (const { type, attributes } of resourcesOf(document)) if (type === 'vars') delete attributes.sensitive
}

/** What the workspace has for variables, as the service's own API shows them. */
async function stored(hcp: Hcp): Promise<readonly Record<string, unknown>[]> {
  const { id } = hcp.find()
  const answer = await fetch(`${hcp.address}/api/v2/workspaces/${id}/vars`, {
    headers: { authorization: `Bearer ${hcp.token}` }
  })
  const { data } = (await answer.json()) as { data: { attributes: Record<string, unknown> }[] }
  return data.map(({ attributes: { key, value, sensitive } }) => ({ key, value, sensitive }))
}

test('a server that does not know `sensitive` keeps no value of a variable that is created', async () => {
  await using hcp = await serve()
  await using server = await rewritten(hcp, { request: dropped, answer: dropped })
  const step = await runStep(server, { action: 'workspaces/set-variables', inputs })
  expect(step.conclusion).toBe('failure')
  expect(annotated(step, 'error')).toEqual([
    expect.stringMatching(/"password".*sensitive.*The action deleted the variable.*Change the value/s)
  ])
  expect(await stored(hcp)).toEqual([])
})

test('a server that stores the value in plain and says that it is sensitive is not believed', async () => {
  await using hcp = await serve()
  await using server = await rewritten(hcp, {
    request: dropped,
    answer: document => {
      for (const { type, attributes } of resourcesOf(document)) if (type === 'vars') attributes.sensitive = true
    }
  })
  const step = await runStep(server, { action: 'workspaces/set-variables', inputs })
  expect(annotated(step, 'error')).toEqual([expect.stringContaining('The action deleted the variable')])
  expect(await stored(hcp)).toEqual([])
})

test('a variable that exists gets its earlier value back', async () => {
  await using hcp = await serve()
  const first = await runStep(hcp, { action: 'workspaces/set-variables', inputs: { variables: 'password = earlier' } })
  expect(first.conclusion).toBe('success')
  await using server = await rewritten(hcp, {
    request: dropped,
    answer: (document, request) => {
      if (!request.startsWith('GET ')) dropped(document)
    }
  })
  const step = await runStep(server, { action: 'workspaces/set-variables', inputs })
  expect(annotated(step, 'error')).toEqual([expect.stringContaining('The action restored its earlier value')])
  expect(await stored(hcp)).toEqual([{ key: 'password', value: 'earlier', sensitive: false }])
})

test('nothing is sent to a server whose variables do not say whether they are sensitive', async () => {
  await using hcp = await serve()
  await runStep(hcp, { action: 'workspaces/set-variables', inputs: { variables: 'region = eu' } })
  await using server = await rewritten(hcp, { request: dropped, answer: dropped })
  hcp.journal.clear()
  const step = await runStep(server, { action: 'workspaces/set-variables', inputs })
  expect(annotated(step, 'error')).toEqual([
    expect.stringMatching(/^`sensitive-variables`.*does not say which variables are sensitive/)
  ])
  expect(hcp.journal.writes).toEqual([])
})

const READABLE = /may still read the value: delete the variable in the workspace.*Change the value/
const VARIABLE = '/workspaces/:id/vars/:id'

test.each([
  [204, /accepted the request to delete the variable, but/],
  [403, /failed to remove the value/]
])('a value that can not be removed is not called removed, after %d', async (status, why) => {
  await using hcp = await serve()
  await using server = await rewritten(hcp, { request: dropped })
  hcp.faults.set({ on: `DELETE ${VARIABLE}`, do: { kind: 'answer', status }, times: 9 })
  const step = await runStep(server, { action: 'workspaces/set-variables', inputs })
  const errors = annotated(step, 'error')
  expect(errors).toEqual([expect.stringMatching(READABLE)])
  expect(errors).toEqual([expect.stringMatching(why)])
  expect(errors.join()).not.toContain('The action deleted')
  expect(await stored(hcp)).toEqual([{ key: 'password', value: SECRET, sensitive: false }])
})

test('an earlier value that is not written again is not called restored', async () => {
  await using hcp = await serve()
  await runStep(hcp, { action: 'workspaces/set-variables', inputs: { variables: 'password = earlier' } })
  let writes = 0
  await using server = await rewritten(hcp, {
    request(document, request) {
      dropped(document)
      if (!request.startsWith('PATCH ') || ++writes === 1) return
      for (const { attributes } of resourcesOf(document)) delete attributes.value
    }
  })
  const step = await runStep(server, { action: 'workspaces/set-variables', inputs })
  const errors = annotated(step, 'error')
  expect(errors).toEqual([expect.stringMatching(READABLE)])
  expect(errors).toEqual([expect.stringContaining('accepted the request to restore its earlier value, but')])
  expect(errors.join()).not.toContain('The action restored')
  expect(await stored(hcp)).toEqual([{ key: 'password', value: SECRET, sensitive: false }])
})

test('a value is removed where it can not be read whether it is secret', async () => {
  await using hcp = await serve()
  await using server = await rewritten(hcp, { request: dropped })
  hcp.faults.set({ on: 'GET /workspaces/:id/vars', nth: 2, do: { kind: 'answer', status: 403 } })
  const step = await runStep(server, { action: 'workspaces/set-variables', inputs })
  expect(annotated(step, 'error')).toEqual([expect.stringContaining('The action deleted the variable')])
  expect(await stored(hcp)).toEqual([])
})

/** A server that ignores `sensitive`, which only its answers to writes hide. */
const hiding = (hcp: Hcp) =>
  rewritten(hcp, {
    request: dropped,
    answer: (document, request) => {
      if (request.startsWith('GET ')) return
      for (const { type, attributes } of resourcesOf(document))
        if (type === 'vars') Object.assign(attributes, { sensitive: true, value: null })
    }
  })

test('a value that only the answer to its write hides is removed, and so is that of another', async () => {
  await using hcp = await serve()
  await using server = await hiding(hcp)
  const both = { ...inputs, 'sensitive-environment-variables': 'TOKEN = another-88' }
  const step = await runStep(server, { action: 'workspaces/set-variables', inputs: both })
  expect(annotated(step, 'error')).toEqual([
    expect.stringMatching(/"password".*The action deleted the variable.*"TOKEN".*The action deleted the variable/s)
  ])
  expect([step.outputs.changes, await stored(hcp)]).toEqual([undefined, []])
})

const TWO = { 'sensitive-variables': `password = ${SECRET}\nsecond = another-88` }

test('no value stays readable where a later variable is refused', async () => {
  await using hcp = await serve()
  await using server = await hiding(hcp)
  hcp.faults.set({ on: 'POST /workspaces/:id/vars', nth: 2, do: { kind: 'answer', status: 422 }, times: 9 })
  const step = await runStep(server, { action: 'workspaces/set-variables', inputs: TWO })
  expect(annotated(step, 'error')).toEqual([
    expect.stringMatching(/422.*\n.*"password".*The action deleted the variable\. Change the value/s)
  ])
  expect(await stored(hcp)).toEqual([])
})

test('variables that can not be read after they were written are named', async () => {
  await using hcp = await serve()
  await using server = await hiding(hcp)
  hcp.faults.set({ on: 'GET /workspaces/:id/vars', nth: 2, do: { kind: 'answer', status: 403 }, times: 99 })
  const step = await runStep(server, { action: 'workspaces/set-variables', inputs: TWO })
  expect(annotated(step, 'error')).toEqual([
    expect.stringMatching(/can't be read again.*403.*others may read their values: "password", "second"\./s)
  ])
})

test('a value that the variable had before is still readable, which is said', async () => {
  await using hcp = await serve()
  await runStep(hcp, { action: 'workspaces/set-variables', inputs: { variables: `password = ${SECRET}` } })
  await using server = await rewritten(hcp, { request: dropped })
  const step = await runStep(server, { action: 'workspaces/set-variables', inputs })
  expect(annotated(step, 'error')).toEqual([expect.stringMatching(READABLE)])
  expect(annotated(step, 'error').join()).not.toContain('restored')
})

const ROUTE = '/workspaces/:id/vars'
const CHECK = 'Check in the workspace that'

const errorDocument = (status: number) => ({
  kind: 'answer' as const,
  status,
  body: JSON.stringify({ errors: [{ status: String(status), title: 'refused' }] })
})

const AT_ONCE = { 'retry-after': '0' }

test('a change that is stored and answered with an error does not leave the value readable', async () => {
  await using hcp = await serve()
  await runStep(hcp, { action: 'workspaces/set-variables', inputs: { variables: 'password = earlier' } })
  await using server = await rewritten(hcp, { request: dropped })
  const failing = { kind: 'answer' as const, status: 500, body: '', headers: AT_ONCE }
  hcp.faults.set({ on: `PATCH ${VARIABLE}`, when: 'after', do: failing, times: 6 })
  const step = await runStep(server, { action: 'workspaces/set-variables', inputs })
  expect(annotated(step, 'error')).toEqual([expect.stringMatching(/500.*\n.*The action restored its earlier value/s)])
  expect(await stored(hcp)).toEqual([{ key: 'password', value: 'earlier', sensitive: false }])
})

test('a variable whose answer is lost, and whose change is refused then, is not left readable', async () => {
  await using hcp = await serve()
  await using server = await rewritten(hcp, { request: dropped })
  hcp.faults.set({ on: `POST ${ROUTE}`, when: 'after', do: { kind: 'close' } })
  hcp.faults.set({ on: `PATCH ${VARIABLE}`, do: errorDocument(403), times: 9 })
  const step = await runStep(server, { action: 'workspaces/set-variables', inputs })
  expect(annotated(step, 'error')).toEqual([expect.stringMatching(/403.*\n.*The action deleted the variable/s)])
  expect(await stored(hcp)).toEqual([])
})

test('a variable whose sensitivity is not shown after a lost answer is not left readable', async () => {
  await using hcp = await serve()
  await using server = await rewritten(hcp, { request: dropped, answer: dropped })
  hcp.faults.set({ on: `POST ${ROUTE}`, when: 'after', do: { kind: 'close' } })
  const step = await runStep(server, { action: 'workspaces/set-variables', inputs })
  expect(annotated(step, 'error')).toEqual([expect.stringContaining('The action deleted the variable')])
  expect(await stored(hcp)).toEqual([])
})

test.each<[string, Readonly<Record<string, unknown>>]>([
  ['under another name', { key: 'other' }],
  ['as another kind of value', { hcl: true }]
])('a variable that is answered %s is not left readable', async (_how, otherwise) => {
  await using hcp = await serve()
  await using server = await rewritten(hcp, {
    request: dropped,
    answer: (document, request) => {
      if (request.startsWith('GET ')) return
      for (const { type, attributes } of resourcesOf(document))
        if (type === 'vars') Object.assign(attributes, { sensitive: true, value: null, ...otherwise })
    }
  })
  const step = await runStep(server, { action: 'workspaces/set-variables', inputs })
  expect(annotated(step, 'error')).toEqual([
    expect.stringMatching(/did not set the variable "password".*\n.*The action deleted the variable/s)
  ])
  expect(await stored(hcp)).toEqual([])
})

test('a variable of which no answer says whether it was stored is named where the variables can not be read', async () => {
  await using hcp = await serve()
  await using server = await rewritten(hcp, { request: dropped })
  hcp.faults.set({ on: `POST ${ROUTE}`, when: 'after', do: { kind: 'answer', status: 502, body: '' } })
  hcp.faults.set({ on: `GET ${ROUTE}`, nth: 2, do: errorDocument(403), times: 99 })
  const step = await runStep(server, { action: 'workspaces/set-variables', inputs })
  expect(annotated(step, 'error')).toEqual([
    expect.stringMatching(/403.*can't be read again.*others may read their values: "password"\./s)
  ])
})

test('a variable that is not listed after an error may still appear, which is said', async () => {
  await using hcp = await serve()
  hcp.faults.set({ on: `POST ${ROUTE}`, do: { kind: 'answer', status: 502, body: '' }, times: 3 })
  const step = await runStep(hcp, { action: 'workspaces/set-variables', inputs })
  expect(annotated(step, 'error')).toEqual([
    expect.stringMatching(/502.*\n.*can't tell whether.*"password".*Check in the workspace that/s)
  ])
})

test('a variable of the same name that somebody else has written meanwhile stays', async () => {
  await using hcp = await serve()
  let writes = 0
  await using server = await rewritten(hcp, {
    async request(_document, request) {
      if (!request.startsWith('POST ') || ++writes > 1) return
      const attributes = { key: 'password', value: 'of-another', category: 'terraform', hcl: false, sensitive: false }
      await fetch(`${hcp.address}/api/v2/workspaces/${hcp.find().id}/vars`, {
        method: 'POST',
        headers: { authorization: `Bearer ${hcp.token}`, 'content-type': 'application/vnd.api+json' },
        body: JSON.stringify({ data: { type: 'vars', attributes } })
      })
    }
  })
  hcp.faults.set({ on: `PATCH ${VARIABLE}`, do: errorDocument(403), times: 9 })
  const step = await runStep(server, { action: 'workspaces/set-variables', inputs })
  expect(annotated(step, 'error')).toEqual([expect.stringContaining(CHECK)])
  expect(await stored(hcp)).toEqual([{ key: 'password', value: 'of-another', sensitive: false }])
})

test('a variable that is seen to be kept secret, or was refused, needs no check', async () => {
  await using hcp = await serve()
  hcp.faults.set({ on: `POST ${ROUTE}`, do: errorDocument(403), times: 9 })
  const refused = await runStep(hcp, { action: 'workspaces/set-variables', inputs })
  expect(annotated(refused, 'error')).toEqual([expect.not.stringContaining(CHECK)])
  hcp.faults.clear()
  await runStep(hcp, { action: 'workspaces/set-variables', inputs })
  const failing = { kind: 'answer' as const, status: 500, body: '', headers: AT_ONCE }
  hcp.faults.set({ on: `PATCH ${VARIABLE}`, when: 'after', do: failing, times: 6 })
  const kept = await runStep(hcp, { action: 'workspaces/set-variables', inputs })
  expect(annotated(kept, 'error')).toEqual([expect.not.stringContaining(CHECK)])
})

test('a value that is seen to be removed is called removed, whatever the answers were', async () => {
  await using hcp = await serve()
  await runStep(hcp, { action: 'workspaces/set-variables', inputs: { variables: 'password = earlier' } })
  await using server = await rewritten(hcp, { request: dropped })
  const failing = { kind: 'answer' as const, status: 500, body: '', headers: AT_ONCE }
  hcp.faults.set({ on: `PATCH ${VARIABLE}`, when: 'after', do: failing, times: 99 })
  const step = await runStep(server, { action: 'workspaces/set-variables', inputs })
  expect(annotated(step, 'error')).toEqual([expect.stringContaining('The action restored its earlier value')])
  expect(await stored(hcp)).toEqual([{ key: 'password', value: 'earlier', sensitive: false }])
})

/** What `base64` prints of a secret of more than 57 bytes. */
const BASE64 = Buffer.from(
  'A long private key whose base64 has more than one line of 76 characters, as `base64 -` prints.'
).toString('base64')
const [FIRST, LAST] = [BASE64.slice(0, 76), BASE64.slice(76)]

test.each([
  ['workspaces/set-variables', 'sensitive-variables'],
  ['workspaces/set-variables', 'sensitive-environment-variables'],
  ['workspaces/ensure', 'sensitive-variables'],
  ['.', 'variables']
])('the last line of a secret does not become the name of a variable: %s, %s', async (action, input) => {
  await using hcp = await serve()
  const step = await runStep(hcp, { action, inputs: { [input]: `key = ${FIRST}\n${LAST}` } })
  expect(annotated(step, 'error')).toEqual([expect.stringContaining(`\`${input}\` must have a value on each line`)])
  const [, said] = step.log.split('##[endgroup]')
  expect(said).not.toContain(LAST.replaceAll('=', ''))
  expect(hcp.journal.lines).toEqual([])
})
