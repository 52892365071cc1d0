import { Hono } from 'hono'
import { readFault } from '../fault-catalogue.ts'
import { release } from '../queue.ts'
import { found } from '../refusal.ts'
import type { RunScript } from '../script.ts'
import type { Service } from '../service.ts'
import { json, type Env } from './exchange.ts'

/** What no service has: faults, scripts and the journal, for tests whose client runs in another process. */
export function dev(service: Service) {
  const { faults, journal, scripts, world } = service
  return new Hono<Env>()
    .get('/journal', c => c.json({ entries: journal.entries, dropped: journal.dropped }))
    .delete('/journal', c => {
      journal.clear()
      return c.body(null, 204)
    })
    .get('/faults', c => c.json({ faults: faults.list }))
    .post('/faults', async c => {
      const given = await json(c)
      for (const fault of Array.isArray(given) ? given : [given]) faults.set(readFault(fault))
      return c.json({ faults: faults.list }, 201)
    })
    .delete('/faults', c => {
      faults.clear()
      return c.body(null, 204)
    })
    .post('/stop', c => {
      // After the answer has left.
      setTimeout(() => service.stopping.abort(), 50)
      return c.body(null, 202)
    })
    .post('/scripts', async c => {
      const given = await json(c)
      scripts.add(...((Array.isArray(given) ? given : [given]) as RunScript[]))
      return c.body(null, 201)
    })
    .post('/runs/:run/release', c => {
      release(service, found(world.runs.get(c.req.param('run'))))
      return c.body(null, 204)
    })
}
