import type { Outcomes } from './scenarios.ts'

/** By file and scenario: why it can't succeed in a mode. */
export type Withheld = Readonly<Record<string, Readonly<Record<string, string>>>>

const SLOWEST = 10
const MAX_MESSAGE_LINES = 12

/** What differs from the list, file by file. A scenario that the list names may fail, and may not wait forever either. */
export function problemsOf(outcomes: Outcomes, withheld: Withheld): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  for (const [file, scenarios] of outcomes) {
    const listed = withheld[file] ?? {}
    const problems = [...scenarios].flatMap(([name, { result, milliseconds, message }]) => {
      const which = name || 'the whole file'
      if (result === 'endless') return [`had not ended after ${seconds(milliseconds)}: ${which}`]
      const isListed = Object.hasOwn(listed, name)
      if (result === 'passed') return isListed ? [`succeeds, and __tests__/modes.json lists it: ${which}`] : []
      return isListed ? [] : [`fails: ${which}${indented(message)}`]
    })
    // A run that ends early has not reached every scenario.
    const isWhole = [...scenarios.values()].every(({ result }) => result !== 'endless')
    const missing = isWhole ? Object.keys(listed).filter(name => !scenarios.has(name)) : []
    problems.push(...missing.map(name => `is in __tests__/modes.json, and is not a scenario: ${name}`))
    if (problems.length > 0) found.set(file, problems)
  }
  return found
}

/** The scenarios that took the longest, with their times. */
export const slowest = (outcomes: Outcomes): readonly string[] =>
  [...outcomes]
    .flatMap(([file, scenarios]) => [...scenarios].map(([name, { milliseconds }]) => ({ file, name, milliseconds })))
    .sort((a, b) => b.milliseconds - a.milliseconds)
    .slice(0, SLOWEST)
    .map(({ file, name, milliseconds }) => `${seconds(milliseconds)}: ${file} ${name}`)

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`

function indented(message: string | undefined): string {
  if (message === undefined) return ''
  // eslint-disable-next-line no-control-regex
  const lines = message.replaceAll(/\u001b\[[\d;]*m/g, '').split('\n')
  return lines
    .slice(0, MAX_MESSAGE_LINES)
    .map(line => `\n    ${line}`)
    .join('')
}
