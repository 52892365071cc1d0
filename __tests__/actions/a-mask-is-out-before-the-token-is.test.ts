import { expect, test } from '@jest/globals'
import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { onARunner } from './on-a-runner.ts'

test('the mask of the token is out before the token is, whatever becomes of the step', async () => {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const asked = once(server, 'connection')
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  using run = onARunner(
    { address, token: 'a-very-secret-token', organization: 'acme', workspace: 'web' },
    { secrets: [] }
  )
  const [socket] = (await asked) as [Socket]
  const [sent] = (await once(socket, 'data')) as [Buffer]
  run.kill()
  const { masks } = await run.ended
  expect(String(sent)).toContain('a-very-secret-token')
  expect(masks).toContain('a-very-secret-token')
  socket.destroy()
  server.close()
})
