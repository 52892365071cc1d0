import { expect, test } from '@jest/globals'
import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { join } from 'node:path'
import { runAction } from '../../../packages/workflow-runner/src/index.ts'

// The runner does not know that the token is a secret: it has only the step's word for it.
test('the mask of the token is out before the token is, whatever becomes of the step', async () => {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const asked = once(server, 'connection')
  const hostname = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  using run = runAction({
    directory: join(import.meta.dirname, '..', '..', '..', 'outputs'),
    inputs: { token: 'a-very-long-token', hostname, organization: 'acme', workspace: 'web' }
  })
  const [socket] = (await asked) as [Socket]
  const [sent] = (await once(socket, 'data')) as [Buffer]
  run.kill()
  const { masks } = await run.ended
  expect(String(sent)).toContain('a-very-long-token')
  expect(masks).toContain('a-very-long-token')
  socket.destroy()
  server.close()
})
