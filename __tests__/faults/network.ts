import { setTimeout as sleep } from 'node:timers/promises'
import type { Hcp } from '../../packages/hcp-terraform-server/src/index.ts'
import { route } from '../../packages/hcp-terraform-server/src/journal.ts'
import { VirtualClock } from './clock.ts'
import { KINDS, type KindName, type Span } from './kinds.ts'

/** One request of an action: the route, and how often it was asked for before, counted from 1. */
export interface Asked {
  readonly route: string
  readonly nth: number
}

/** What goes wrong, and at which request. */
export interface Fault extends Asked {
  readonly kind: KindName
  readonly span: Span
}

export interface Network {
  readonly fetch: typeof fetch
  readonly clock: VirtualClock
  /** Every request that was made, in order. */
  readonly asked: readonly Asked[]
  /** Whether the fault was met. */
  readonly met: boolean
  /** Lasting faults have ended. */
  repair(): void
}

/** Whether every run stays where it is until somebody acts. */
export const rests = (hcp: Hcp): boolean =>
  [...hcp.world.runs.values()].every(
    ({ ended, awaiting, status, held, interrupt }) =>
      ended.signal.aborted ||
      (!interrupt.signal.aborted && (awaiting !== undefined || status === 'pending' || held.has(status)))
  )

/** The network between an action in this process and the service, with a fault in it, and the time that passes. */
export function network(hcp: Hcp, fault: Fault | undefined): Network {
  const counts = new Map<string, number>()
  const asked: Asked[] = []
  const underWay = new Set<Promise<unknown>>()
  let met = false
  let isRepaired = false

  const quiet = async (): Promise<void> => {
    while (underWay.size > 0) await Promise.allSettled(underWay)
    for (let looks = 0; !rests(hcp) && looks < 100; looks++) await sleep(2)
  }
  const clock = new VirtualClock(quiet)

  const meets = ({ route, nth }: Asked): boolean => {
    if (fault === undefined || isRepaired) return false
    const isHere = route === fault.route && (fault.span === 'once' ? nth === fault.nth : nth >= fault.nth)
    return isHere || (fault.span === 'outage' && met)
  }

  const forward = (url: URL, init: RequestInit | undefined): Promise<Response> => {
    const answer = fetch(url, init).then(async response => {
      const body = await response.arrayBuffer()
      return new Response(body.byteLength === 0 ? null : body, response)
    })
    underWay.add(answer)
    void answer.catch(() => undefined).finally(() => underWay.delete(answer))
    return answer
  }

  const through = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input)
    const name = `${init?.method ?? 'GET'} ${route(url.pathname)}`
    const nth = (counts.get(name) ?? 0) + 1
    counts.set(name, nth)
    asked.push({ route: name, nth })
    if (fault === undefined || !meets({ route: name, nth })) return forward(url, init)
    met = true
    return KINDS[fault.kind].meet({
      url,
      clock,
      signal: init?.signal ?? undefined,
      forward: () => forward(url, init)
    })
  }

  return {
    fetch: through,
    clock,
    asked,
    get met() {
      return met
    },
    repair: () => (isRepaired = true)
  }
}
