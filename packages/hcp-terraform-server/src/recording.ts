import type { HttpBindings } from '@hono/node-server'
import type { MiddlewareHandler } from 'hono'
import { parseJson } from './engine/json.ts'
import type { Faults } from './faults.ts'
import type { Entry, Journal } from './journal.ts'
import { answers, misbehave } from './wire.ts'

interface Recording {
  readonly journal: Journal
  readonly faults: Pick<Faults, 'meet'>
}

/** Notes every request, and lets it meet the fault that was set for it. */
export function recorded<Env extends { Bindings: HttpBindings }>({
  journal,
  faults
}: Recording): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { method, path } = c.req
    const entry: Entry = {
      method,
      path,
      query: c.req.query(),
      headers: { ...c.req.header(), ...scheme(c.req.header('authorization')) },
      body: undefined,
      status: undefined,
      fault: undefined,
      at: new Date().toISOString()
    }
    journal.add(entry)
    // Servers that note more have a variable for it.
    c.set('entry' as never, entry as never)
    const fault = faults.meet(method, path)
    const handle = async () => {
      // An upload is read by whoever stores it, whatever type it claims to be.
      const isUpload = path.startsWith('/_archivist/')
      if (!isUpload && c.req.header('content-type')?.includes('json') === true) entry.body = asJson(await c.req.text())
      await next()
      return c.res
    }
    if (fault === undefined) {
      entry.status = (await handle()).status
      return
    }
    entry.fault = `${fault.do.kind} ${fault.when ?? 'before'}`
    const response = await misbehave(fault, c.env, handle)
    if (answers(fault.do)) entry.status = response.status
    c.res = undefined
    c.res = response
  }
}

function scheme(authorization: string | undefined): { authorization?: string } {
  return authorization === undefined ? {} : { authorization: authorization.split(' ')[0] ?? '' }
}

function asJson(text: string): unknown {
  try {
    return text === '' ? undefined : parseJson(text)
  } catch {
    return text
  }
}
