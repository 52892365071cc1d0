import { describe, expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { hasOpenssl } from '../certificates.ts'
import { hasIpv6 } from '../in-front.ts'
import { HOSTS, reached, type Reached } from '../networks.ts'
import { annotated, runStep, type Options } from '../on-a-runner.ts'
import { nodeAfter } from '../other-node.ts'

const ipv6 = await hasIpv6()
// All of 127.0.0.0/8 is this machine on Linux only.
const isLinux = process.platform === 'linux'
if (!ipv6) console.warn('this machine has no IPv6: its tests are skipped')

async function isDone(place: Reached, given: Options = {}): Promise<void> {
  const [server, options] = place.step({ ...given, inputs: { 'ca-certificate': place.ca.pem } })
  const step = await runStep(server, options)
  expect([annotated(step, 'error'), annotated(step, 'warning')]).toEqual([[], []])
  expect([step.outputs['run-status'], place.github.comments(7).length]).toEqual(['planned_and_finished', 1])
  expect(place.paths.length).toBeGreaterThan(2)
}

/** An address of this machine that takes no connection, as one behind a firewall: whoever listens there is full, and takes none. */
async function deadAddress(port: number): Promise<{ readonly address: string } & Disposable> {
  const address = '127.0.0.2'
  const code = `require('net').createServer().listen({ port: ${port}, host: '${address}', backlog: 1 }, () => {
    require('fs').writeSync(1, 'full')
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  })`
  const child = spawn(process.execPath, ['--eval', code], { stdio: ['ignore', 'pipe', 'ignore'] })
  await once(child.stdout, 'data')
  const waiting: Socket[] = []
  for (let isFull = false; !isFull;) {
    const socket = connect(port, address).on('error', () => undefined)
    waiting.push(socket)
    isFull = !(await Promise.race([once(socket, 'connect').then(() => true), sleep(300).then(() => false)]))
  }
  return {
    address,
    [Symbol.dispose]() {
      for (const socket of waiting) socket.destroy()
      child.kill('SIGKILL')
    }
  }
}

/** A Node for which a name has these addresses. */
const knowing = (name: string, addresses: readonly string[]) =>
  nodeAfter(`const dns = require('node:dns')
const { lookup } = dns
dns.lookup = (host, options, found) => {
  if (host !== ${JSON.stringify(name)}) return lookup(host, options, found)
  const all = ${JSON.stringify(addresses)}.map(address => ({ address, family: require('node:net').isIP(address) }))
  process.nextTick(() => (options.all ? found(null, all) : found(null, all[0].address, all[0].family)))
}`)

const described = hasOpenssl ? describe : describe.skip

described.each(HOSTS)('%s', host => {
  ;(ipv6 ? test : test.skip)('that has an address of IPv6 only', async () => {
    await using place = await reached(host, { name: '[::1]', host: '::1', withPort: true })
    await isDone(place)
  })

  ;(ipv6 ? test.each : test.skip.each)(['127.0.0.1', '::1'])(
    'that is localhost, of both families, and listens on %s only',
    async address => {
      await using place = await reached(host, { name: 'localhost', host: address, withPort: true })
      using machine = knowing('localhost', ['::1', '127.0.0.1'])
      await isDone(place, { node: machine.node })
    }
  )

  ;(isLinux ? test.each : test.skip.each)(['first', 'last'])('of whose two addresses the %s is dead', async which => {
    const name = 'host.example.test'
    await using place = await reached(host, { name, withPort: true })
    using dead = await deadAddress(place.port)
    using machine = knowing(name, which === 'first' ? [dead.address, '127.0.0.1'] : ['127.0.0.1', dead.address])
    await isDone(place, { node: machine.node })
  })

  ;(isLinux ? test : test.skip)('of whose two addresses one refuses', async () => {
    const name = 'host.example.test'
    await using place = await reached(host, { name, withPort: true })
    using machine = knowing(name, ['127.0.0.3', '127.0.0.1'])
    await isDone(place, { node: machine.node })
  })
})
