import { describe, expect, test } from '@jest/globals'
import { createServer, type Server } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { authority, hasOpenssl } from '../certificates.ts'
import { annotated, runStep } from '../on-a-runner.ts'

const listening = async (server: Server): Promise<number> => {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return (server.address() as AddressInfo).port
}

const withOpenssl = hasOpenssl ? describe : describe.skip
withOpenssl('a server that is asked by https', () => {
  test.each([
    ['a state', 'state/download', { 'state-version-id': 'sv-1234567890123456', path: 'out.tfstate' }, 'redirect'],
    ['a configuration', 'configuration/upload', { organization: 'demo', workspace: 'demo' }, 'upload']
  ])('%s is not sent or read by http', async (_, action, inputs, kind) => {
    using ca = authority('Corporate')
    const asked: string[] = []
    const plain = createServer((request, answer) => {
      asked.push(`${request.method} ${request.url}`)
      answer.end('{}')
    })
    const there = `http://127.0.0.1:${await listening(plain)}/known-to-one-upload`
    const own: string[] = []
    const secure = createHttps(ca.sign('localhost'), ({ url = '', method = '' }, answer) => {
      own.push(`${method} ${url}`)
      const json = (id: string, type: string, attributes: object): void =>
        void answer
          .writeHead(200, { 'content-type': 'application/vnd.api+json' })
          .end(JSON.stringify({ data: { id, type, attributes } }))
      if (url.endsWith('/download')) answer.writeHead(302, { location: there }).end()
      else if (url.includes('/state-versions/'))
        json('sv-1234567890123456', 'state-versions', { 'hosted-state-download-url': there, status: 'finalized' })
      else if (url.includes('configuration-versions'))
        json('cv-1234567890123456', 'configuration-versions', {
          ...{ 'upload-url': there, status: 'pending' },
          ...{ speculative: false, provisional: false, 'auto-queue-runs': false }
        })
      else json('ws-1234567890123456', 'workspaces', { name: 'demo' })
    })
    const address = `https://localhost:${await listening(secure)}`
    try {
      const server = { address, token: 'the-token', organization: 'demo', workspace: 'demo' }
      const step = await runStep(server, {
        action,
        inputs: { organization: undefined, workspace: undefined, ...inputs },
        env: { NODE_EXTRA_CA_CERTS: ca.file }
      })
      expect([kind, own.length > 0, step.conclusion, asked]).toEqual([kind, true, 'failure', []])
      expect(annotated(step, 'error').join()).toMatch(/https/)
      expect(step.transcript).not.toContain('/known-to-one-upload')
    } finally {
      for (const each of [plain, secure]) each.close()
    }
  })
})
