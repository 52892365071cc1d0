import type { LogEvent, ResourceStep } from '../terraform/log-events.ts'
import type { Change } from '../terraform/plan.ts'

/** What an apply did, resource by resource. */
export interface Progress {
  readonly done: readonly Applied[]
  readonly failed: readonly (Applied & { readonly tainted: boolean })[]
  readonly notReached: readonly string[]
}

interface Applied {
  readonly address: string
  /** How long it took, all steps of it. */
  readonly seconds: number | undefined
}

/** How many steps of an apply each action takes. What is not here has none of its own. */
const STEPS: Readonly<Partial<Record<Change['action'], number>>> = { create: 1, update: 1, delete: 1, replace: 2 }

/** Undefined where the apply did not begin, or its log does not tell. */
export function progressOf(planned: readonly Change[], events: readonly LogEvent[]): Progress | undefined {
  const steps = new Map<string, ResourceStep[]>()
  for (const event of events) {
    if (event.kind !== 'message' || event.step === undefined) continue
    const { address } = event.step
    const list = steps.get(address)
    if (list === undefined) steps.set(address, [event.step])
    else list.push(event.step)
  }
  if (steps.size === 0) return undefined
  const progress = {
    done: [] as Applied[],
    failed: [] as (Applied & { tainted: boolean })[],
    notReached: [] as string[]
  }
  for (const { address, action } of planned) {
    const needed = STEPS[action]
    if (needed === undefined || address.includes(' (deposed object ')) continue
    const own = steps.get(address) ?? []
    const times = own.flatMap(({ seconds }) => seconds ?? [])
    const seconds = times.length === 0 ? undefined : times.reduce((sum, time) => sum + time, 0)
    const completed = own.filter(({ what }) => what === 'complete').length
    const tainted = own.some(({ what }) => what === 'provisioner-errored')
    if (own.length === 0) progress.notReached.push(address)
    else if (tainted || completed < needed) progress.failed.push({ address, seconds, tainted })
    else progress.done.push({ address, seconds })
  }
  return progress
}
