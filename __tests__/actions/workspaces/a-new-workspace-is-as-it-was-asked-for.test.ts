import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { client } from '../../../packages/hcp-terraform-server/tests/client.ts'
import { annotated, runStep } from '../on-a-runner.ts'
import { rewritten } from '../rewriting.ts'

const NEW = { action: 'workspaces/ensure', inputs: { workspace: 'preview' } }

test.each([
  ['auto-apply', false, true],
  ['allow-destroy-plan', false, undefined],
  ['working-directory', 'envs/prod', undefined],
  ['terraform-version', '1.5.7', undefined]
])('a setting that a server does not take over fails the step: %s', async (name, value, instead) => {
  await using hcp = await serve()
  Object.assign(hcp.find().attributes, { [name]: value })
  await using server = await rewritten(hcp, {
    request(document, request) {
      if (!request.startsWith('POST /organizations') || Array.isArray(document.data)) return
      const attributes = document.data?.attributes ?? {}
      if (instead === undefined) Reflect.deleteProperty(attributes, name)
      else attributes[name] = instead
    }
  })
  const step = await runStep(server, { ...NEW, inputs: { ...NEW.inputs, 'from-workspace': 'demo' } })
  expect(annotated(step, 'error')).toEqual([
    expect.stringContaining(`The server accepted \`${name}\`, but did not set it`)
  ])
})

test('an exact version of Terraform that a server does not set fails the step', async () => {
  await using hcp = await serve()
  await runStep(hcp, { ...NEW, inputs: { ...NEW.inputs, 'terraform-version': '1.5.7' } })
  await using server = await rewritten(hcp, {
    request(document, request) {
      if (!request.startsWith('PATCH /workspaces') || Array.isArray(document.data)) return
      Reflect.deleteProperty(document.data?.attributes ?? {}, 'terraform-version')
    }
  })
  const step = await runStep(server, { ...NEW, inputs: { ...NEW.inputs, 'terraform-version': '1.9.8' } })
  expect(annotated(step, 'error').join()).toContain('The server accepted `terraform-version`, but did not set it')
})

test('a constraint may be answered as a version that it means', async () => {
  await using hcp = await serve()
  await using server = await rewritten(hcp, {
    answer(document) {
      if (Array.isArray(document.data)) return
      const attributes = document.data?.attributes ?? {}
      if ('terraform-version' in attributes) attributes['terraform-version'] = '1.5.7'
    }
  })
  const inputs = { ...NEW.inputs, 'terraform-version': '1.5.0, != 1.5.1' }
  expect(annotated(await runStep(server, { ...NEW, inputs }), 'error')).toEqual([])
})

test('a variable set that is answered to be applied, and is not', async () => {
  await using hcp = await serve()
  const attributes = { name: 'shared' }
  await client(hcp, hcp.token).post('/organizations/demo/varsets', { data: { type: 'varsets', attributes } })
  hcp.faults.set({ on: 'POST /varsets/:id/relationships/workspaces', do: { kind: 'answer', status: 204 }, times: 9 })
  const step = await runStep(hcp, { ...NEW, inputs: { ...NEW.inputs, 'variable-sets': 'shared' } })
  expect(annotated(step, 'error').join()).toContain(
    'The server accepted the variable sets "shared", but did not apply them'
  )
  expect(step.log).not.toContain('Applied the variable set')
})
