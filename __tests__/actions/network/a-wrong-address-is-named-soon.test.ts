import { describe, expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { at } from '../in-front.ts'
import { annotated, onARunner, runStep } from '../on-a-runner.ts'
import { nodeAfter } from '../other-node.ts'

/** A Node whose DNS answers each question about hosts with an error. It prints each. */
const asking = (code: string) =>
  nodeAfter(`require('node:dns').lookup = (host, _options, found) => {
  require('node:fs').writeSync(1, 'asked for ' + host + '\\n')
  const said = Object.assign(new Error('getaddrinfo ${code} ' + host), { code: '${code}', syscall: 'getaddrinfo', hostname: host })
  process.nextTick(found, said)
}`)

const asked = (log: string): number => log.match(/^asked for /gm)?.length ?? 0

describe.each(['the root action', 'outputs'])('%s', which => {
  const options = which === 'outputs' ? { action: 'outputs' } : {}

  test('names the input where the host does not exist, after three tries', async () => {
    await using hcp = await serve()
    using machine = asking('ENOTFOUND')
    const step = await runStep(at(hcp, 'https://terrafrom.example.test'), { ...options, node: machine.node })
    expect(annotated(step, 'error')).toEqual([
      'No connection to terrafrom.example.test: the DNS has no host terrafrom.example.test (ENOTFOUND). ' +
        "Check the host's name in `hostname`, and the DNS of the runner\n(GET /organizations/demo/workspaces/demo)"
    ])
    expect(asked(step.transcript)).toBe(3)
  })

  test('names the port where the server speaks plain http, at once', async () => {
    await using hcp = await serve()
    const step = await runStep(at(hcp, hcp.address.replace('http:', 'https:')), options)
    expect(annotated(step, 'error')).toEqual([
      'No connection to HOST: HOST does not speak TLS. Check the port in `hostname`\n(GET /organizations/demo/workspaces/demo)'
    ])
  })
})

test('a DNS that does not answer is asked again as often as a server that does not', async () => {
  await using hcp = await serve()
  using machine = asking('EAI_AGAIN')
  const step = await runStep(at(hcp, 'https://tfe.example.test'), { action: 'outputs', node: machine.node })
  expect(asked(step.transcript)).toBe(6)
  expect(annotated(step, 'error')).toEqual([expect.stringMatching(/^No connection to .*name in `hostname`/)])
})

test('a host that the step has reached is asked for longer: the post step cancels the run after four failures', async () => {
  await using hcp = await serve({ script: { plan: { log: ['planning…\n', { hold: true }] } } })
  using machine = nodeAfter(`if (process.argv.some(each => each.endsWith('run-post.js'))) {
  const dns = require('node:dns')
  const { lookup } = dns
  let failures = 0
  dns.lookup = (host, options, found) => {
    if (failures === 4) return lookup(host, options, found)
    failures += 1
    process.nextTick(found, Object.assign(new Error('getaddrinfo ENOTFOUND ' + host), { code: 'ENOTFOUND', syscall: 'getaddrinfo' }))
  }
}`)
  using run = onARunner(at(hcp, hcp.address.replace('127.0.0.1', 'localhost')), { node: machine.node })
  await run.line('planning…')
  run.kill()
  const post = await (await run.ended).post()
  expect(annotated(post, 'warning')).toEqual([])
  await hcp.until('canceled')
})
