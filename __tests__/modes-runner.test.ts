import { expect, test } from '@jest/globals'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { runScenarios } from '../scripts/modes/scenarios.ts'
import { problemsOf, slowest } from '../scripts/modes/withheld.ts'

/** Runs a file of tests, to its end or only until a test has written the file BEGUN. */
async function run(source: string, scenarioMs: number, endsWhenBegun = false) {
  const directory = mkdtempSync(join(tmpdir(), 'scenarios-'))
  try {
    const begun = join(directory, 'begun')
    writeFileSync(join(directory, 'a.test.cjs'), source.replaceAll('BEGUN', JSON.stringify(begun)))
    const places = { rootDir: directory, cacheDirectory: join(directory, 'cache') }
    const config = JSON.stringify({ ...places, testMatch: ['**/*.test.cjs'], transform: {} })
    const limit = new AbortController()
    const running = runScenarios(['a.test', '--config', config], {}, { scenarioMs, signal: limit.signal })
    const isOver = running.then(
      () => true,
      () => true
    )
    while (endsWhenBegun && !existsSync(begun) && !(await Promise.race([isOver, sleep(10)])));
    if (endsWhenBegun) limit.abort()
    const outcomes = await running
    return new Map([...outcomes].map(([path, scenarios]) => [path.slice(directory.length + 1), scenarios]))
  } finally {
    rmSync(directory, { recursive: true })
  }
}

test('a scenario that waits forever ends by its limit, and what it leaves open keeps nothing from ending', async () => {
  const outcomes = await run(
    `test('succeeds', () => {})
     test('fails', () => { throw new Error('no such region') })
     test.skip('is left out', () => {})
     test('waits', async () => {
       require('node:http').createServer().listen(0)
       await new Promise(() => setInterval(() => {}, 1000))
     })`,
    300
  )
  const results = [...(outcomes.get('a.test.cjs') ?? [])].map(([name, { result }]) => [name, result])
  expect(results).toEqual([
    ['succeeds', 'passed'],
    ['fails', 'failed'],
    ['waits', 'endless']
  ])
  const listed = { 'a.test.cjs': { waits: 'It is listed.', succeeds: 'It is listed.', gone: 'It is listed.' } }
  const [problems = []] = problemsOf(outcomes, listed).values()
  expect(problems.map(problem => problem.split('\n')[0])).toEqual([
    'succeeds, and __tests__/modes.json lists it: succeeds',
    'fails: fails',
    expect.stringMatching(/^had not ended after \d+\.\d s: waits$/)
  ])
  expect(problems[1]).toContain('no such region')
  expect(slowest(outcomes)[0]).toMatch(/^\d+\.\d s: a\.test\.cjs waits$/)
})

test('a scenario that lets nothing else run ends with the others, and is named', async () => {
  const outcomes = await run(
    `test('succeeds', () => {})
     test('spins', () => {
       require('node:fs').writeFileSync(BEGUN, '')
       for (;;);
     })
     test('is not reached', () => {})`,
    60_000,
    true
  )
  expect([...problemsOf(outcomes, {}).entries()]).toEqual([
    ['a.test.cjs', [expect.stringMatching(/^had not ended after .*: spins$/)]]
  ])
})

test('a file that can not be run is a failure without a name', async () => {
  const outcomes = await run(`throw new Error('no such module')`, 60_000)
  expect([...problemsOf(outcomes, {}).values()]).toEqual([[expect.stringMatching(/^fails: the whole file/)]])
})
