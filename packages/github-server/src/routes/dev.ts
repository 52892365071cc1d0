import { Hono } from 'hono'
import type { GithubFault } from '../faults.ts'
import { sent, type Env, type Service } from '../exchange.ts'

/** What GitHub doesn't have: faults and the journal, for clients in another process. */
export function dev({ faults, journal }: Service) {
  return new Hono<Env>()
    .get('/journal', c => c.json({ entries: journal.entries, dropped: journal.dropped }))
    .delete('/journal', c => {
      journal.clear()
      return c.body(null, 204)
    })
    .get('/faults', c => c.json({ faults: faults.list }))
    .post('/faults', async c => {
      faults.set((await sent(c)) as unknown as GithubFault)
      return c.json({ faults: faults.list }, 201)
    })
    .delete('/faults', c => {
      faults.clear()
      return c.body(null, 204)
    })
}
