import { afterAll, expect, test } from '@jest/globals'
import { endInProcess } from './in-process.ts'
import { callFaultsOf, faultsOf, judge, nameOf, NAMES } from './matrix.ts'
import type { Fault } from './network.ts'
import { callKeyOf, keyOf, read, readCalls } from './table.ts'
import { tryInProcess, type CallFault } from './trial.ts'

/** One in so many faults is tried here, a different column in each row: `npm run faults -- --in-process` tries them all. */
const ONE_IN = 8
/** The same of calls that throw. */
const ONE_CALL_IN = 4

const table = read()
const calls = readCalls()

afterAll(endInProcess)

test.each(NAMES)(
  '%s succeeds or fails clearly, tells no secret, and leaves nothing behind, whatever goes wrong',
  async name => {
    const clean = await tryInProcess(name, undefined)
    expect([clean.main.conclusion, clean.main.annotations]).toEqual(['success', []])
    const verdict = async (fault: Fault | CallFault) => judge(fault, await tryInProcess(name, fault), clean)
    const faults = faultsOf(clean)
    // The page tells of every request that is made, and of no other.
    expect([...table.keys()].filter(key => key.startsWith(`${name} |`)).toSorted()).toEqual(
      faults.map(fault => keyOf(name, fault)).toSorted()
    )
    for (const fault of faults.filter((_, at) => at % ONE_IN === 0)) {
      const { outcome, problems } = await verdict(fault)
      expect([nameOf(fault), problems, outcome]).toEqual([nameOf(fault), [], table.get(keyOf(name, fault))])
    }
    for (const fault of callFaultsOf(clean).filter((_, at) => at % ONE_CALL_IN === 0)) {
      const { outcome, problems } = await verdict(fault)
      const known = calls.get(callKeyOf(name, fault.call))?.has(outcome)
      expect([nameOf(fault), problems, outcome, known]).toEqual([nameOf(fault), [], outcome, true])
    }
  },
  240_000
)
