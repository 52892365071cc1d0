import { expect, test } from '@jest/globals'
import { faultsOf, judge, nameOf, NAMES } from './matrix.ts'
import { keyOf, read } from './table.ts'
import { tryInProcess } from './trial.ts'

/** One in so many faults is tried here, a different column in each row: `npm run faults -- --in-process` tries them all. */
const ONE_IN = 8

const table = read()

test.each(NAMES)(
  '%s succeeds or fails clearly, and leaves nothing behind, whatever goes wrong',
  async name => {
    const clean = await tryInProcess(name, undefined)
    expect([clean.main.conclusion, clean.main.annotations]).toEqual(['success', []])
    const faults = faultsOf(clean)
    // The page tells of every request that is made, and of no other.
    expect([...table.keys()].filter(key => key.startsWith(`${name} |`)).toSorted()).toEqual(
      faults.map(fault => keyOf(name, fault)).toSorted()
    )
    for (const fault of faults.filter((_, at) => at % ONE_IN === 0)) {
      const { outcome, problems } = judge(await tryInProcess(name, fault), clean)
      expect([nameOf(fault), problems, outcome]).toEqual([nameOf(fault), [], table.get(keyOf(name, fault))])
    }
  },
  240_000
)
