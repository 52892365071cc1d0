import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Behaviour, WireFault } from './fault-catalogue.ts'

/**
 * Lets a request meet a fault of the connection. `handle` is what the service would answer. Undefined is an answer that
 * never came, or not whole.
 */
export async function misbehave(
  fault: WireFault,
  { incoming, outgoing }: HttpBindings,
  handle: () => Promise<Response>
): Promise<Response> {
  if (fault.do.kind === 'delay') {
    if (fault.when !== 'after') await sleep(fault.do.milliseconds)
    const answer = await handle()
    if (fault.when === 'after') await sleep(fault.do.milliseconds)
    return answer
  }
  // What spoils an answer needs one.
  const spoils = fault.do.kind === 'truncate' || fault.do.kind === 'drip'
  const answer = fault.when === 'after' || spoils ? await handle() : undefined
  if (answer === undefined && fault.read !== false) await drain(incoming)
  return perform(fault.do, { incoming, outgoing }, answer)
}

async function perform(
  behaviour: Exclude<Behaviour, { readonly kind: 'delay' }>,
  { incoming, outgoing }: HttpBindings,
  answer: Response | undefined
): Promise<Response> {
  switch (behaviour.kind) {
    case 'reset':
      incoming.socket.resetAndDestroy()
      return RESPONSE_ALREADY_SENT
    case 'close':
      incoming.socket.destroy()
      return RESPONSE_ALREADY_SENT
    case 'hang':
      await new Promise(resolve => incoming.socket.once('close', resolve))
      return RESPONSE_ALREADY_SENT
    case 'answer':
      return new Response(isBodyless(behaviour.status) ? null : (behaviour.body ?? ''), {
        status: behaviour.status,
        headers: { ...behaviour.headers }
      })
    case 'redirect':
      return new Response(null, {
        status: behaviour.status ?? 307,
        headers: { location: behaviour.to ?? incoming.url ?? '/' }
      })
    case 'truncate': {
      const body = Buffer.from((await answer?.arrayBuffer()) ?? new ArrayBuffer())
      outgoing.writeHead(answer?.status ?? 200, { ...headersOf(answer), 'content-length': body.length })
      const sent = behaviour.bytes ?? Math.floor(body.length / 2)
      outgoing.write(body.subarray(0, sent), () => incoming.socket.destroy())
      return RESPONSE_ALREADY_SENT
    }
    case 'drip': {
      const body = Buffer.from((await answer?.arrayBuffer()) ?? new ArrayBuffer())
      outgoing.writeHead(answer?.status ?? 200, { ...headersOf(answer), 'content-length': body.length })
      const step = behaviour.bytes ?? 1
      for (let at = 0; at < body.length && !outgoing.destroyed; at += step) {
        outgoing.write(body.subarray(at, at + step))
        await sleep(behaviour.every ?? 5)
      }
      outgoing.end()
      return RESPONSE_ALREADY_SENT
    }
    default:
      return behaviour satisfies never
  }
}

/** Whether a client that met this got an answer at all. */
export function answers(behaviour: Behaviour): boolean {
  return (
    behaviour.kind === 'answer' ||
    behaviour.kind === 'redirect' ||
    behaviour.kind === 'delay' ||
    behaviour.kind === 'drip'
  )
}

function headersOf(answer: Response | undefined): Record<string, string> {
  return Object.fromEntries(answer?.headers.entries() ?? [])
}

function isBodyless(status: number): boolean {
  return status === 204 || status === 304
}

async function drain(incoming: HttpBindings['incoming']): Promise<void> {
  if (incoming.readableEnded) return
  incoming.resume()
  await new Promise<void>(resolve =>
    incoming
      .once('end', resolve)
      .once('close', resolve)
      .once('error', () => resolve())
  )
}
