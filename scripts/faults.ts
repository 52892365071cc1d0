import { parseArgs } from 'node:util'
import { faultsOf, judge, nameOf, NAMES } from '../__tests__/faults/matrix.ts'
import { keyOf, read, write, type Table } from '../__tests__/faults/table.ts'
import { tryAsProcess, tryInProcess, type Trial } from '../__tests__/faults/trial.ts'
import type { Fault } from '../__tests__/faults/network.ts'

const HELP = `Lets every request of every action meet every fault, and looks at how the action ends and what it leaves.

  --in-process      in this process, by a clock that passes the time at once (minutes). Default: each as a process of its own (hours)
  --only NAME       one action, such as plan or state/upload; may be given several times
  --fault TEXT      faults in whose name this text is, such as "429" or "reset after"
  --at-once N       processes at a time (default 8)
  --write           put the table into __tests__/faults/README.md, where every fault was tried
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
const tryOne = (name: string, fault: Fault, { asked }: Trial): Promise<Trial> =>
  values['in-process'] ? tryInProcess(name, fault) : tryAsProcess(name, fault, asked)

async function tryAll(): Promise<void> {
  const table: Table = new Map()
  const problems: string[] = []
  for (const name of values.only) {
    const clean = await (values['in-process'] ? tryInProcess(name, undefined) : tryAsProcess(name, undefined))
    const faults = faultsOf(clean).filter(fault => nameOf(fault).includes(values.fault))
    await each(faults, values['in-process'] ? 1 : Number(values['at-once']), async fault => {
      const { outcome, problems: found } = judge(await tryOne(name, fault, clean), clean)
      table.set(keyOf(name, fault), outcome)
      problems.push(...found.map(problem => `${name}: ${nameOf(fault)}: ${problem}`))
    })
    console.log(`${name}: ${faults.length} faults at ${clean.asked.length} requests`)
  }
  for (const problem of problems) console.log(problem)
  const counts = Map.groupBy(table.values(), outcome => outcome)
  for (const [outcome, found] of counts) console.log(`${outcome}: ${found.length}`)
  console.log(`${problems.length} problems`)
  if (values.write && values.fault === '') write(merged(table, values.only))
  else if (values.write) console.log('not written: not every fault was tried')
  if (problems.length > 0) process.exitCode = 1
}

/** The page's table with the rows of what was tried in place of the earlier ones. */
function merged(tried: Table, names: readonly string[]): Table {
  const of = (table: Table, name: string) => [...table].filter(([key]) => key.startsWith(`${name} | `))
  const before = read()
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
