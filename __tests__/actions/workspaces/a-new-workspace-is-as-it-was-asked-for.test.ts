import { expect, test } from '@jest/globals'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
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

/** A server that answers another version of Terraform than it was asked for, and the workspace has that. */
const setting = (hcp: Hcp, version: string) =>
  rewritten(hcp, {
    request(document, request) {
      if (!/^(POST \/organizations|PATCH \/workspaces)/.test(request) || Array.isArray(document.data)) return
      const attributes = document.data?.attributes ?? {}
      if ('terraform-version' in attributes) attributes['terraform-version'] = version
    }
  })
const NOT_SET = 'The server accepted `terraform-version`, but did not set it'

test.each([
  ['1.5.0, != 1.5.1', '1.5.0'],
  ['~> 1.9', '1.10.5'],
  ['latest', '1.5.7'],
  ['~> 1.9.0', '~>1.9.0'],
  ['>= 1.12.0-beta1', '1.12.0-rc2']
])('%s may be answered as %s, which it may mean', async (asked, answered) => {
  await using hcp = await serve()
  await using server = await setting(hcp, answered)
  const step = await runStep(server, { ...NEW, inputs: { ...NEW.inputs, 'terraform-version': asked } })
  expect([annotated(step, 'error'), step.outputs.changes]).toEqual([[], '["terraform-version"]'])
})

test.each([
  ['~> 1.9.0', '1.10.5'],
  ['>= 1.9, < 1.11', '1.5.7']
])('%s is not answered as %s', async (asked, answered) => {
  await using hcp = await serve()
  await using server = await setting(hcp, answered)
  const step = await runStep(server, { ...NEW, inputs: { ...NEW.inputs, 'terraform-version': asked } })
  expect(annotated(step, 'error')).toEqual([expect.stringContaining(NOT_SET)])
})

test.each([
  ['1.5.7', '~> 1.9.0'],
  ['1.5.7', 'latest'],
  ['1.5.7', '>= 1.12.0-beta1'],
  ['~> 1.5.0', '~> 1.9.0'],
  ['latest', '~> 1.9.0']
])('a workspace that stays at %s does not have %s', async (before, asked) => {
  await using hcp = await serve()
  const ensure = (to: Parameters<typeof runStep>[0], version: string) =>
    runStep(to, { ...NEW, inputs: { ...NEW.inputs, description: version, 'terraform-version': version } })
  await ensure(hcp, before)
  await using server = await setting(hcp, before)
  const step = await ensure(server, asked)
  expect([annotated(step, 'error'), step.outputs.changes]).toEqual([[expect.stringContaining(NOT_SET)], undefined])
})

test('a version that a constraint allows, and that stays, is not called changed', async () => {
  await using hcp = await serve()
  await runStep(hcp, { ...NEW, inputs: { ...NEW.inputs, 'terraform-version': '1.9.8' } })
  await using server = await setting(hcp, '1.9.8')
  const inputs = { ...NEW.inputs, description: 'A preview', 'terraform-version': '~> 1.9.0' }
  const step = await runStep(server, { ...NEW, inputs })
  expect([annotated(step, 'error'), step.outputs.changes]).toEqual([[], '["description"]'])
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
