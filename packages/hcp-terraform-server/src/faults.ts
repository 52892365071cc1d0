import {
  asWire,
  readFault,
  TIMES,
  type Fault,
  type ServiceFaultName,
  type ServiceFaults,
  type WireFault
} from './fault-catalogue.ts'

/** A fault that was set: how often it has been met, and how to take it back. */
export interface SetFault {
  readonly fault: Fault
  readonly hits: number
  clear(): void
}

interface ActiveFault {
  readonly fault: Fault
  seen: number
  hits: number
}

export class Faults {
  readonly #active = new Set<ActiveFault>()

  set(fault: Fault): SetFault {
    const active: ActiveFault = { fault: readFault(fault), seen: 0, hits: 0 }
    this.#active.add(active)
    return {
      fault,
      get hits() {
        return active.hits
      },
      clear: () => void this.#active.delete(active)
    }
  }

  clear(): void {
    this.#active.clear()
  }

  get list(): readonly { readonly fault: Fault; readonly hits: number }[] {
    return [...this.#active].map(({ fault, hits }) => ({ fault, hits }))
  }

  /** Whether it is set, without using it up. */
  has(name: ServiceFaultName): boolean {
    return this.#find(name) !== undefined
  }

  /** The fault, once more; undefined when it isn't set or is used up. */
  take<Name extends ServiceFaultName>(name: Name): (ServiceFaults[Name] & { readonly name: Name }) | undefined {
    const active = this.#find(name)
    if (active === undefined) return undefined
    active.hits += 1
    return active.fault as unknown as ServiceFaults[Name] & { readonly name: Name }
  }

  /** The first lasting fault of the connection that this request meets. Every fault of its route counts it. */
  meet(method: string, path: string): WireFault | undefined {
    let met: WireFault | undefined
    for (const active of this.#active) {
      const wire = asWire(active.fault)
      if (wire === undefined || !matches(wire.on, method, path)) continue
      active.seen += 1
      const from = wire.nth ?? 1
      if (met !== undefined || active.seen < from || active.seen >= from + (wire.times ?? 1)) continue
      active.hits += 1
      met = wire
    }
    return met
  }

  #find(name: ServiceFaultName): ActiveFault | undefined {
    return [...this.#active].find(
      ({ fault, hits }) => 'name' in fault && fault.name === name && hits < (fault.times ?? TIMES[name])
    )
  }
}

function matches(on: string, method: string, path: string): boolean {
  const [wantedMethod, wantedPath = '/*'] = on.split(' ')
  if (wantedMethod !== '*' && wantedMethod !== method) return false
  const wanted = wantedPath.replace(/^\/api\/v2(?=\/)/, '').split('/')
  const parts = path.replace(/^\/api\/v2(?=\/)/, '').split('/')
  const rest = wanted.at(-1) === '*'
  if (rest ? parts.length < wanted.length : parts.length !== wanted.length) return false
  return wanted.every((part, at) => part === '*' || part.startsWith(':') || part === parts[at])
}
