import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, onARunner } from '../on-a-runner.ts'

const HELD = { script: { plan: { log: ['planning…\n', { hold: true }] } } } as const

/** Kills a step while its run plans, and runs the post step in an environment that later steps have changed. */
async function postAfter(
  inputs: Record<string, string | undefined>,
  env: Record<string, string>,
  changed: Record<string, string>
) {
  await using hcp = await serve(HELD)
  await using other = await serve()
  const fill = (values: Record<string, string>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        value.replace('SERVICE', hcp.address).replace('OTHER', other.address).replace('TOKEN', hcp.token)
      ])
    )
  const variables = fill(env)
  using run = onARunner(hcp, { inputs, env: variables })
  await run.line('planning…')
  run.kill()
  const ended = await run.ended
  Object.assign(variables, fill(changed))
  const post = await ended.post({ env: variables })
  return {
    post,
    hcp: hcp.journal.entries.length,
    elsewhere: other.journal.entries,
    url: ended.outputs['run-url'] ?? '',
    status: [...hcp.world.runs.values()][0]?.status
  }
}

test('where the environment names another host by then', async () => {
  const { post, elsewhere, url } = await postAfter(
    { hostname: undefined },
    { TF_HOSTNAME: 'SERVICE' },
    { TF_HOSTNAME: 'OTHER' }
  )
  expect(elsewhere).toEqual([])
  expect(post.conclusion).toBe('success')
  expect(annotated(post, 'warning')).toEqual([
    expect.stringMatching(/^Nothing was sent: the main step used http:\/\/HOST .* names http:\/\/HOST /)
  ])
  expect(url).toContain('/runs/run-')
  expect(post.annotations.map(({ message }) => message).join()).toContain(url)
})

test('where the token has ended with the job, the warning is not about forks', async () => {
  const { post, url } = await postAfter({ token: undefined }, { TFE_TOKEN: 'TOKEN' }, { TFE_TOKEN: '' })
  const [warning = '', ...others] = annotated(post, 'warning')
  expect([post.conclusion, others]).toEqual(['success', []])
  expect(warning).toContain('the step had one from the environment variable TFE_TOKEN')
  expect(warning).not.toMatch(/forks|Dependabot/)
  expect(post.annotations.map(({ message }) => message).join()).toContain(url)
})

test.each<[string, Record<string, string>, string]>([
  ['has finished', {}, 'planned_and_finished'],
  ['ended at its limit', { 'queue-timeout': '1s', operation: 'apply' }, 'canceled']
])('where the token has ended with the job and the run %s, nothing is said', async (_name, inputs, status) => {
  await using hcp = await serve()
  if (status === 'canceled') hcp.lock()
  const env = { TFE_TOKEN: hcp.token }
  using run = onARunner(hcp, { inputs: { ...inputs, token: undefined }, env })
  const main = await run.ended
  expect(main.outputs['run-status']).toBe(status)
  const asked = hcp.journal.entries.length
  const post = await main.post({ env: { TFE_TOKEN: '' } })
  expect([post.conclusion, post.annotations, hcp.journal.entries.length]).toEqual(['success', [], asked])
})

test('where the token is from another variable by then', async () => {
  const { post, status } = await postAfter({ token: undefined }, { TFE_TOKEN: 'TOKEN' }, { TF_API_TOKEN: 'another' })
  expect(annotated(post, 'warning')).toEqual([
    expect.stringContaining('with the token from the environment variable TF_API_TOKEN')
  ])
  expect(status).toBe('planning')
})

test('but ends the run where nothing has changed', async () => {
  const { post, status } = await postAfter({ hostname: undefined }, { TF_HOSTNAME: 'SERVICE' }, {})
  expect(annotated(post, 'warning')).toEqual([])
  expect(status).toBe('canceled')
})
