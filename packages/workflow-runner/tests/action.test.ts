import { existsSync, readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from '@jest/globals'
import { runAction, type ActionOptions } from '../src/index.ts'
import { directoryOf, printing, tinyAction } from './tiny-action.ts'

/** Runs an action to its end and removes what it left. */
const run = async (directory: string, options: Omit<ActionOptions, 'directory'> = {}) => {
  using action = runAction({ directory, ...options })
  return await action.ended
}

/** What an action finds in its environment. */
const environment = async (options: Omit<ActionOptions, 'directory'> & { yaml?: string } = {}) => {
  const directory = tinyAction({ yaml: options.yaml ?? '', main: `append('OUTPUT', 'env=' + JSON.stringify(env))` })
  const { outputs } = await run(directory, options)
  return JSON.parse(outputs.env ?? '') as Record<string, string>
}

test('an action is found by a path that is relative to where the tests run', async () => {
  const directory = path.relative(process.cwd(), tinyAction({ main: '' }))
  expect(await run(directory)).toMatchObject({ conclusion: 'success' })
})

// actions/runner ActionRunner.cs, Handler.cs; https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax#inputs
describe('inputs', () => {
  const yaml = `inputs:
  plain: {description: d, default: one}
  Two Words: {description: d, default: 2}
  on: {description: d, default: true}
  needed: {description: d, required: true}
  from-context: {description: d, default: "\${{ github.repository }} at \${{ github.workspace }}"}
  secret: {description: d, default: "\${{ github.token }}"}
  old: {description: d, deprecationMessage: Use plain.}`
  const inputs = (env: Record<string, string>) =>
    Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith('INPUT_')))

  test('get their defaults, evaluated; a required one that is missing is empty, for the action to refuse', async () => {
    const workspace = realpathSync(directoryOf())
    const env = await environment({ yaml, workspace, github: { repository: 'octo/infra', token: 'ghs_x' } })
    expect(inputs(env)).toEqual({
      INPUT_PLAIN: 'one',
      INPUT_TWO_WORDS: '2',
      INPUT_ON: 'true',
      INPUT_NEEDED: '',
      'INPUT_FROM-CONTEXT': `octo/infra at ${workspace}`,
      INPUT_SECRET: 'ghs_x',
      INPUT_OLD: ''
    })
  })

  test('are compared without case; an empty one is given, an undefined one is not', async () => {
    const env = await environment({ yaml, inputs: { PLAIN: '', 'two words': undefined, needed: ' a\nb ' } })
    expect(env).toMatchObject({ INPUT_PLAIN: '', INPUT_TWO_WORDS: '2', INPUT_NEEDED: ' a\nb ' })
  })

  test('that are unknown or deprecated are warned about, and passed on', async () => {
    const directory = tinyAction({
      yaml: 'inputs:\n  a: {description: d}\n  old: {deprecationMessage: Use a.}',
      main: ''
    })
    const { annotations, conclusion } = await run(directory, { inputs: { b: '1', C: '2', Old: '3' } })
    expect(annotations).toEqual([
      { level: 'warning', message: "Input 'Old' has been deprecated with message: Use a." },
      { level: 'warning', message: "Unexpected input(s) 'b', 'C', valid inputs are ['a', 'old']" }
    ])
    expect(conclusion).toBe('success')
    expect(await environment({ inputs: { b: '1' } })).toMatchObject({ INPUT_B: '1' })
  })

  test('are listed in the log with the environment, secrets hidden, empty ones left out', async () => {
    const directory = tinyAction({ yaml: 'inputs: {token: {}, empty: {}, mode: {default: plan}}', main: '' })
    const { log } = await run(directory, {
      inputs: { token: 'tok3n' },
      env: { REGION: 'eu' },
      secrets: ['tok3n'],
      uses: './run/show'
    })
    expect(log.split('\n')).toEqual([
      '##[group]Run ./run/show',
      'with:',
      '  token: ***',
      '  mode: plan',
      'env:',
      '  REGION: eu',
      '##[endgroup]'
    ])
  })
})

// https://docs.github.com/actions/reference/workflows-and-actions/variables#default-environment-variables
describe('the environment', () => {
  test('is that of a runner, and nothing of ours but PATH and HOME', async () => {
    process.env.LEAKED = 'yes'
    const env = await environment({ env: { TF_WORKSPACE: 'prod', NODE_ICU_DATA: '/x' } })
    delete process.env.LEAKED
    expect(env).toMatchObject({
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTION: expect.any(String),
      GITHUB_ACTION_REPOSITORY: '',
      GITHUB_API_URL: 'https://api.github.com',
      GITHUB_BASE_REF: '',
      GITHUB_EVENT_NAME: 'push',
      GITHUB_JOB: 'job',
      GITHUB_REF: 'refs/heads/main',
      GITHUB_REF_NAME: 'main',
      GITHUB_REPOSITORY: 'example/infrastructure',
      GITHUB_REPOSITORY_OWNER: 'example',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_SHA: expect.stringMatching(/^[0-9a-f]{40}$/),
      HOME: process.env.HOME,
      PATH: process.env.PATH,
      RUNNER_OS: expect.any(String),
      TF_WORKSPACE: 'prod'
    })
    const known = /^(GITHUB_|RUNNER_|CI$|PATH$|HOME$|TF_WORKSPACE$)/
    expect(Object.keys(env).filter(name => !known.test(name))).toEqual([])
    expect(Object.keys(env).filter(name => /TOKEN|NODE_ICU|RUNNER_DEBUG/.test(name))).toEqual([])
  })

  test('cannot set the runner’s own variables, save CI', async () => {
    const env = await environment({
      env: { GITHUB_REPOSITORY: 'a/b', RUNNER_OS: 'BeOS', GITHUB_ACTIONS: 'no', CI: 'no' }
    })
    expect(env).toMatchObject({ GITHUB_REPOSITORY: 'example/infrastructure', GITHUB_ACTIONS: 'true', CI: 'no' })
    expect(env.RUNNER_OS).not.toBe('BeOS')
  })

  test('follows the event', async () => {
    const payload = {
      number: 7,
      pull_request: { number: 7, base: { ref: 'main' }, head: { ref: 'topic' }, merge_commit_sha: 'f'.repeat(40) },
      repository: { full_name: 'octo/infra' },
      sender: { login: 'mona' }
    }
    expect(await environment({ event: { name: 'pull_request', payload } })).toMatchObject({
      GITHUB_ACTOR: 'mona',
      GITHUB_BASE_REF: 'main',
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_HEAD_REF: 'topic',
      GITHUB_REF: 'refs/pull/7/merge',
      GITHUB_REF_NAME: '7/merge',
      GITHUB_REPOSITORY: 'octo/infra',
      GITHUB_SHA: 'f'.repeat(40)
    })
  })

  test('names files and directories that exist, and the event as JSON', async () => {
    const main = `
      import { readFileSync, statSync } from 'node:fs'
      const kinds = Object.entries(env).filter(([, value]) => value.startsWith('/') && !value.includes(':'))
        .map(([name, value]) => [name, statSync(value, { throwIfNoEntry: false })?.isDirectory()])
      append('OUTPUT', 'kinds=' + JSON.stringify(Object.fromEntries(kinds)) + '\\n')
      append('OUTPUT', 'event=' + JSON.parse(readFileSync(env.GITHUB_EVENT_PATH)).ref + '\\n')
      append('OUTPUT', 'at-workspace=' + (process.cwd() === env.GITHUB_WORKSPACE) + '\\n')
      append('OUTPUT', 'node=' + process.execPath + '\\n')
      append('OUTPUT', 'stdin=' + readFileSync(0, 'utf8').length + '\\n')`
    const event = { name: 'push', payload: { ref: 'refs/heads/release' } }
    const { outputs } = await run(tinyAction({ main }), { event })
    expect(JSON.parse(outputs.kinds ?? '')).toMatchObject({
      ...{ GITHUB_WORKSPACE: true, RUNNER_TEMP: true, RUNNER_TOOL_CACHE: true, RUNNER_WORKSPACE: true },
      ...{
        GITHUB_OUTPUT: false,
        GITHUB_STATE: false,
        GITHUB_ENV: false,
        GITHUB_PATH: false,
        GITHUB_STEP_SUMMARY: false
      }
    })
    expect(outputs).toMatchObject({
      event: 'refs/heads/release',
      'at-workspace': 'true',
      node: process.execPath,
      stdin: '0'
    })
  })

  test('says RUNNER_DEBUG=1 with ACTIONS_STEP_DEBUG, which shows debug lines', async () => {
    expect(await environment({ debug: true })).toMatchObject({ RUNNER_DEBUG: '1' })
    expect((await run(printing('::debug::d'), { debug: true })).log).toContain('##[debug]d')
    expect((await run(printing('::debug::d'))).log).not.toContain('debug')
  })

  test('names the repository and ref of an action that is not of the workspace', async () => {
    const env = await environment({ uses: 'octo/hcp/outputs@v1' })
    expect(env).toMatchObject({ GITHUB_ACTION_REPOSITORY: 'octo/hcp', GITHUB_ACTION_REF: 'v1' })
  })
})

describe('the end of main', () => {
  test('has what was written, in every form', async () => {
    const main = `
      append('OUTPUT', 'run-id=run-1\\njson<<X\\n{"a":\\n1}\\nX\\n')
      append('STATE', 'owned=run-1\\n')
      append('ENV', 'LATER=1\\n')
      append('PATH', '/opt/tool\\n')
      append('STEP_SUMMARY', '# Plan\\n')
      console.log('::add-mask::s3cret')
      console.log('say s3cret')
      console.error('::notice title=T::n')`
    const end = await run(tinyAction({ main }))
    expect(end).toMatchObject({
      conclusion: 'success',
      exitCode: 0,
      signal: undefined,
      outputs: { 'run-id': 'run-1', json: '{"a":\n1}' },
      state: { owned: 'run-1' },
      env: { LATER: '1' },
      path: ['/opt/tool'],
      summary: '# Plan\n',
      masks: ['s3cret'],
      annotations: [{ level: 'notice', message: 'n', title: 'T' }]
    })
    expect(end.transcript).toContain('::add-mask::s3cret\nsay s3cret\n')
    expect(end.log).toContain('say ***')
    expect(end.log).not.toContain('s3cret')
  })

  // actions/runner NodeScriptActionHandler.cs: the exit code decides, and no line says so.
  test.each([
    ['process.exitCode = 3', 'failure', 3],
    [`console.log('::error::e')`, 'success', 0],
    [`append('OUTPUT', 'x')`, 'failure', 0],
    [`console.log('::set-env name=a::b')`, 'failure', 0],
    [`throw new Error('x')`, 'failure', 1]
  ])('%s: %s', async (main, conclusion, exitCode) => {
    expect(await run(tinyAction({ main }))).toMatchObject({ conclusion, exitCode })
  })

  test('keeps what was saved before the process was killed', async () => {
    const main = `append('STATE', 'owned=run-1\\n'); console.log('ready'); setInterval(() => {}, 1000)`
    using action = runAction({ directory: tinyAction({ main }) })
    await action.line('ready')
    action.kill()
    const { state, exitCode, signal, conclusion } = await action.ended
    expect({ state, exitCode, signal, conclusion }).toEqual({
      state: { owned: 'run-1' },
      exitCode: 137,
      signal: 'SIGKILL',
      conclusion: 'failure'
    })
  })

  test('comes at once, as a failure, when a stop token is unsafe', async () => {
    const main = `console.log('::stop-commands::error'); console.log('::notice::after'); setInterval(() => {}, 1000)`
    const { conclusion, annotations } = await run(tinyAction({ main }))
    expect(conclusion).toBe('failure')
    expect(annotations).toEqual([{ level: 'error', message: expect.stringContaining("'error' cannot be the token") }])
  })

  test('comes though a child holds the output open', async () => {
    const main = `
      import { spawn } from 'node:child_process'
      spawn('sleep', ['30'], { stdio: 'inherit' }).unref()
      console.log('done')`
    const started = performance.now()
    const { conclusion, log } = await run(tinyAction({ main }), { patience: { afterExit: 200 } })
    expect([conclusion, log.endsWith('done')]).toEqual(['success', true])
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})

describe('lines', () => {
  test('come as they are written', async () => {
    const main = `console.log('::add-mask::abc'); console.log('one abc'); setTimeout(() => console.log('two'), 1000)`
    const lines: string[] = []
    using action = runAction({ directory: tinyAction({ main }), onLine: line => lines.push(line) })
    expect(await action.line(/^one/)).toBe('one ***')
    expect(lines).not.toContain('two')
    await action.ended
    expect(lines.slice(-2)).toEqual(['one ***', 'two'])
  })

  test('that never come are reported with the log', async () => {
    using action = runAction({ directory: printing('only this') })
    await expect(action.line('something else')).rejects.toThrow(/something else[^]*only this/)
  })
})

// https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax#runspost
describe('post', () => {
  const post = `append('OUTPUT', 'x=1\\n'); console.log(['STATE_owned', 'INPUT_A', 'LATER', 'PATH'].map(n => env[n]).join(' '))`
  const main = `append('STATE', 'owned=run-1\\n'); append('ENV', 'LATER=1\\n'); append('PATH', '/opt/tool\\n')`

  test('gets the state, the inputs again, and what main set for later steps; no step can read its outputs', async () => {
    using action = runAction({ directory: tinyAction({ yaml: 'inputs: {a: {}}', main, post }), inputs: { a: 'A' } })
    const ended = await action.ended
    const end = await ended.post()
    expect(end.log.split('\n')).toEqual(['Post job cleanup.', expect.stringMatching(/^run-1 A 1 \/opt\/tool:/)])
    expect([end.conclusion, end.outputs, end.state]).toEqual(['success', {}, { owned: 'run-1' }])
  })

  test('sees masks of main, and can get other inputs', async () => {
    const directory = tinyAction({ yaml: 'inputs: {a: {}}', main: `console.log('::add-mask::later')`, post })
    using action = runAction({ directory })
    const end = await (await action.ended).post({ inputs: { a: 'later' } })
    expect(end.log).toContain(' *** ')
  })

  test.each([
    ['always()', 'exit(1)', undefined, 'success'],
    ['success()', 'exit(1)', undefined, 'skipped'],
    ['failure()', 'exit(1)', undefined, 'success'],
    ['cancelled()', 'exit(0)', 'cancelled', 'success'],
    ["github.event_name == 'pull_request'", 'exit(0)', undefined, 'skipped']
  ] as const)('post-if %s after %s: %s', async (postIf, ending, status, conclusion) => {
    using action = runAction({ directory: tinyAction({ main: `process.${ending}`, post: '', postIf: `"${postIf}"` }) })
    const end = await (await action.ended).post(status === undefined ? {} : { status })
    expect(end.conclusion).toBe(conclusion)
  })

  test('that is not declared is an error', async () => {
    const ended = await run(tinyAction({ main: '' }))
    await expect(ended.post()).rejects.toThrow('Tiny has no post step')
  })
})

// actions/runner ActionManifestManager.cs
test.each([
  [{}, /No action.yml or action.yaml under/],
  [{ 'action.yml': 'runs: {using: docker, image: x}' }, /'using: docker' is not run/],
  [{ 'action.yml': 'runs: {using: node24}' }, /no 'main'/],
  [{ 'action.yml': 'runs: {using: node24, main: nowhere.js}' }, /File not found: .*nowhere.js/]
])('an action that cannot run is an error: %j', (files, message) => {
  expect(() => runAction({ directory: directoryOf(files) })).toThrow(message)
})

test('a Node.js that does not exist fails the step', async () => {
  const { conclusion, log } = await run(printing('never'), { node: '/nowhere/node' })
  expect([conclusion, log]).toEqual(['failure', expect.stringMatching(/##\[error\]spawn \/nowhere\/node ENOENT$/)])
})

test('a `pre` of an action of the workspace is not run, as on GitHub', async () => {
  const directory = directoryOf({ 'action.yml': 'runs: {using: node24, main: m.js, pre: p.js}', 'm.js': '' })
  expect((await run(directory)).annotations).toEqual([
    { level: 'warning', message: "`pre` execution is not supported for local action from './'" }
  ])
  expect(() => runAction({ directory, uses: 'octo/x@v1' })).toThrow("octo/x@v1: this runner runs no 'pre'")
})

test('action.yaml does as well', async () => {
  const directory = directoryOf({ 'action.yaml': 'runs: {using: node24, main: main.js}', 'main.js': '' })
  expect((await run(directory)).conclusion).toBe('success')
})

// actions/runner JobExtension.cs (FinalizeJob)
test('disposing ends what the action left running, and removes what was made for it', async () => {
  const main = `
    import { spawn } from 'node:child_process'
    append('OUTPUT', 'pid=' + spawn('sleep', ['60'], { detached: true, stdio: 'ignore' }).pid)
    process.exit()`
  const action = runAction({ directory: tinyAction({ main }) })
  const { pid = '' } = (await action.ended).outputs
  if (process.platform === 'linux') expect(isRunning(pid)).toBe(true)
  else console.log('Not tested here, for want of /proc: ending what an action left running')
  action[Symbol.dispose]()
  while (isRunning(pid)) await setTimeout(20)
  expect(existsSync(action.temp)).toBe(false)
  expect(existsSync(path.dirname(action.workspace))).toBe(false)
})

/** A process that has ended but was not waited for yet has no command line any more. */
function isRunning(pid: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== ''
  } catch {
    return false
  }
}
