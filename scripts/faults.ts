import { parseArgs } from 'node:util'
import { callFaultsOf, faultsOf, judge, nameOf, NAMES, type Outcome } from '../__tests__/faults/matrix.ts'
import { callKeyOf, keyOf, read, readCalls, write, type CallTable, type Table } from '../__tests__/faults/table.ts'
import { isOfCall, tryAsProcess, tryInProcess, type CallFault, type Trial } from '../__tests__/faults/trial.ts'
import type { Fault } from '../__tests__/faults/network.ts'
import { plural } from '../src/plural.ts'

const HELP = `Lets every request of every action meet every fault, and lets every call that leaves our code throw an error that quotes
all secrets. Looks at how the action ends, what it tells and what it leaves.

  --in-process      in this process, by a clock that passes the time at once (minutes). Default: each as a process of its own (hours)
  --only NAME       one action, such as plan or state/upload; may be given several times
  --fault TEXT      faults in whose name this text is, such as "429", "reset after" or "an error of fs."
  --at-once N       processes at a time (default 8)
  --write           put the tables into __tests__/faults/README.md, where every fault was tried
`

const { values } = parseArgs({
  options: {
    'in-process': { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: NAMES },
    fault: { type: 'string', default: '' },
    'at-once': { type: 'string', default: '8' },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false }
  }
})
const tryOne = (name: string, fault: Fault | CallFault, { asked }: Trial): Promise<Trial> =>
  values['in-process'] ? tryInProcess(name, fault) : tryAsProcess(name, fault, asked)

async function tryAll(): Promise<void> {
  const table: Table = new Map()
  const calls: CallTable = new Map()
  const problems: string[] = []
  const counts = new Map<Outcome, number>()
  for (const name of values.only) {
    const clean = await (values['in-process'] ? tryInProcess(name, undefined) : tryAsProcess(name, undefined))
    const faults = [...faultsOf(clean), ...callFaultsOf(clean)].filter(fault => nameOf(fault).includes(values.fault))
    await each(faults, values['in-process'] ? 1 : Number(values['at-once']), async fault => {
      const { outcome, problems: found } = judge(fault, await tryOne(name, fault, clean), clean)
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
      if (isOfCall(fault)) {
        const key = callKeyOf(name, fault.call)
        calls.set(key, new Set([...(calls.get(key) ?? []), outcome]))
      } else table.set(keyOf(name, fault), outcome)
      problems.push(...found.map(problem => `${name}: ${nameOf(fault)}: ${problem}`))
    })
    console.log(
      `${name}: ${plural(faults.length, 'fault')} at ${plural(clean.asked.length, 'request')} and ${plural(clean.calls.length, 'call')}`
    )
  }
  for (const problem of problems) console.log(problem)
  for (const [outcome, count] of counts) console.log(`${outcome}: ${count}`)
  console.log(plural(problems.length, 'problem'))
  if (values.write && values.fault === '')
    write(merged(read(), table, values.only), merged(readCalls(), calls, values.only))
  else if (values.write) console.log('not written: not every fault was tried')
  if (problems.length > 0) process.exitCode = 1
}

/** A table of the page with the rows of what was tried in place of the earlier ones. */
function merged<T>(
  before: ReadonlyMap<string, T>,
  tried: ReadonlyMap<string, T>,
  names: readonly string[]
): Map<string, T> {
  const of = (table: ReadonlyMap<string, T>, name: string) => [...table].filter(([key]) => key.startsWith(`${name} | `))
  return new Map(NAMES.flatMap(name => of(names.includes(name) ? tried : before, name)))
}

async function each<T>(items: readonly T[], atOnce: number, act: (item: T) => Promise<void>): Promise<void> {
  const left = items.values()
  const work = async (): Promise<void> => {
    // The workers share one iterator, and so each takes what no other has.
    for (const item of left) await act(item)
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}

if (values.help) process.stdout.write(HELP)
else await tryAll()
