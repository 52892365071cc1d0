import { expect, test } from '@jest/globals'
import { faultsOf, judge, nameOf, NAMES } from './matrix.ts'
import { tryAsProcess } from './trial.ts'

/** One fault for each action, a different one each, at a request of its own. None that a process would have to wait for. */
const PATIENT = [
  'reset before',
  'reset after',
  '429 bare',
  '500',
  '502',
  '503',
  '504',
  'truncated',
  'refused',
  'thrown'
] as const

const chosen = NAMES.map((name, at) => [name, PATIENT[at % PATIENT.length] ?? 'refused'] as const)

test.concurrent.each(chosen)(
  '%s as a process of its own, met by: %s',
  async (name, kind) => {
    const clean = await tryAsProcess(name, undefined)
    expect([clean.main.conclusion, clean.main.annotations]).toEqual(['success', []])
    const faults = faultsOf(clean).filter(fault => fault.kind === kind && fault.span === 'once')
    // A write, where it makes one: what is done twice or half is done by those.
    const fault = faults.find(({ route }) => !route.startsWith('GET')) ?? faults.at(-1)
    if (fault === undefined) throw new Error(`${name} asks nothing`)
    const { problems } = judge(fault, await tryAsProcess(name, fault, clean.asked), clean)
    expect([nameOf(fault), problems]).toEqual([nameOf(fault), []])
  },
  120_000
)
