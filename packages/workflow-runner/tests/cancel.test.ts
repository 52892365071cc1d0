import { expect, test } from '@jest/globals'
import { runAction } from '../src/index.ts'
import { RUNNER_PATIENCE } from '../src/process.ts'
import { tinyAction } from './tiny-action.ts'

/** Long where a signal is heeded, so that a slow machine does not change what happens; short where none is. */
const LONG = 30_000
const SHORT = 500

/** An action that reacts to signals, and says so. */
const reacting = (reactions: string) =>
  tinyAction({ main: `${reactions}; setInterval(() => {}, 1000); console.log('ready')`, post: `console.log('post')` })
const says = (signal: string, then: string) => `process.on('${signal}', () => { console.log('${signal}'); ${then} })`

// actions/runner ProcessInvoker.cs (CancelAndKillProcessTree), StepsRunner.cs
test.each([
  {
    what: 'no process listens',
    reactions: '',
    said: [],
    patience: { afterInterrupt: LONG, afterTerminate: LONG },
    end: { exitCode: 130, signal: 'SIGINT' }
  },
  {
    what: 'SIGINT is heeded',
    reactions: says('SIGINT', 'process.exit(0)'),
    said: ['SIGINT'],
    patience: { afterInterrupt: LONG, afterTerminate: LONG },
    end: { exitCode: 0 }
  },
  {
    what: 'SIGTERM is heeded',
    reactions: says('SIGINT', '') + ';' + says('SIGTERM', 'process.exit(5)'),
    said: ['SIGINT', 'SIGTERM'],
    patience: { afterInterrupt: SHORT, afterTerminate: LONG },
    end: { exitCode: 5 }
  },
  {
    what: 'nothing is heeded',
    reactions: says('SIGINT', '') + ';' + says('SIGTERM', ''),
    said: ['SIGINT', 'SIGTERM'],
    patience: { afterInterrupt: SHORT, afterTerminate: SHORT },
    end: { exitCode: 137, signal: 'SIGKILL' }
  }
])('cancelling where $what', async ({ reactions, said, patience, end }) => {
  using action = runAction({ directory: reacting(reactions), patience })
  await action.line('ready')
  action.interrupt()
  action.interrupt()
  const ended = await action.ended
  expect(ended).toMatchObject({ conclusion: 'cancelled', ...end })
  expect(ended.log.split('\n').slice(-1 - said.length)).toEqual([...said, '##[error]The operation was canceled.'])
  expect((await ended.post()).log).toContain('post')
})

test('the kill takes the children along', async () => {
  const main = `
    import { spawn } from 'node:child_process'
    process.on('SIGINT', () => {}); process.on('SIGTERM', () => {})
    spawn('sleep', ['60'], { stdio: 'inherit' })
    console.log('ready')`
  const patience = { afterInterrupt: 50, afterTerminate: 50, afterExit: 60_000 }
  using action = runAction({ directory: tinyAction({ main }), patience })
  await action.line('ready')
  action.interrupt()
  expect(await action.ended).toMatchObject({ conclusion: 'cancelled', exitCode: 137 })
})

test('cancelling what has ended does nothing', async () => {
  using action = runAction({ directory: tinyAction({ main: '' }) })
  const { conclusion } = await action.ended
  action.interrupt()
  action.kill()
  expect(conclusion).toBe('success')
})

test('a runner waits 7.5 s, then 2.5 s', () => {
  expect(RUNNER_PATIENCE).toMatchObject({ afterInterrupt: 7500, afterTerminate: 2500 })
})
