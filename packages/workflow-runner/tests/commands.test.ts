import { describe, expect, test } from '@jest/globals'
import { CommandProcessor, UnsafeStopToken } from '../src/commands.ts'
import { Masks } from '../src/masks.ts'
import { StepContext } from '../src/step-context.ts'

const WORKSPACE = '/work/repo'

/** What a step's context holds after these lines. */
const after = (lines: readonly string[], debug = false) => {
  const context = new StepContext({ masks: new Masks(), debug, onLine: () => undefined })
  const commands = new CommandProcessor(context, WORKSPACE)
  for (const line of lines) commands.line(line)
  return context
}

// actions/runner ActionCommand.cs: what is a command, and what a line of text.
describe('a line', () => {
  test.each([
    ['::group::A', '##[group]A'],
    ['  ::group::A', '##[group]A'],
    ['::GROUP::A', '##[group]A'],
    ['::group ::A', '##[group]A'],
    ['::endgroup::', '##[endgroup]'],
    ['##[group]A', '##[group]A'],
    ['text ##[group]A', '##[group]A'],
    ['text ::group::A', 'text ::group::A'],
    ['::group:A', '::group:A'],
    ['::group', '::group'],
    ['::unknown::A', '::unknown::A'],
    ['##[unknown]A', '##[unknown]A'],
    ['##[group', '##[group'],
    ['', ''],
    ['::group::%25 %0A', '##[group]% \n'],
    ['::group::%250A', '##[group]%0A'],
    ['::group::%3A%2C%3B%5D', '##[group]%3A%2C%3B%5D'],
    ['##[group]%3B%5D%25', '##[group];]%'],
    ['::group::a::b', '##[group]a::b']
  ])('%j is shown as %j', (line, shown) => {
    expect(after([line]).lines.join('\n')).toBe(shown)
  })
})

// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#setting-a-notice-message,
// actions/runner IssueCommandExtension
describe('an annotation', () => {
  test.each([
    ['::error::no', { level: 'error', message: 'no' }],
    ['::warning::w', { level: 'warning', message: 'w' }],
    ['::notice::n', { level: 'notice', message: 'n' }],
    ['::error file=a.tf,line=1,endLine=3,title=T%3A%2C%0A::m', { file: 'a.tf', line: 1, endLine: 3, title: 'T:,\n' }],
    ['::error file=/work/repo/d/a.tf::m', { file: 'd/a.tf' }],
    ['::error file=/elsewhere/a.tf::m', { file: '/elsewhere/a.tf' }],
    ['::error line=4,col=2,endColumn=5::m', { line: 4, col: 2, endColumn: 5 }],
    ['::error LINE=4::m', { line: 4 }],
    ['::error title=%253A%2525::m', { title: '%3A%25' }],
    ['::error line=::m', {}],
    ['::error line=x::m', {}],
    ['::error endLine=4::m', { line: 4, endLine: 4 }],
    ['::error line=1,endColumn=7::m', { line: 1, col: 7, endColumn: 7 }],
    ['::error col=2::m', {}],
    ['::error line=1,endLine=2,col=3::m', { line: 1, endLine: 2 }],
    ['::error line=5,endLine=2::m', {}],
    ['::error line=1,col=5,endColumn=2::m', { line: 1 }],
    ['##[error file=a.tf;line=2]m', { file: 'a.tf', line: 2 }]
  ])('%s', (line, expected) => {
    expect(after([line]).annotations).toEqual([{ level: 'error', message: 'm', ...expected }])
  })

  // actions/runner ExecutionContext.cs (_maxCountPerIssueType, _maxIssueMessageLength)
  test('is kept ten times of each kind, and 4096 characters long; the log has all of it', () => {
    const lines = [...Array(12).keys()].flatMap(n => [`::error::e${n}`, `::warning::${'w'.repeat(5000)}`])
    const context = after(lines)
    expect(context.annotations.filter(each => each.level === 'error')).toHaveLength(10)
    expect(context.annotations.find(each => each.level === 'warning')?.message).toHaveLength(4096)
    expect(context.lines).toHaveLength(24)
    expect(context.lines[1]).toHaveLength(5000 + '##[warning]'.length)
  })

  test('has its secrets hidden', () => {
    expect(after(['::add-mask::abc', '::error::an abc']).annotations[0]?.message).toBe('an ***')
  })
})

// actions/runner AddMaskCommandExtension
test.each([
  [['::add-mask::abc', 'abc'], '***'],
  [['abc', '::add-mask::abc'], 'abc'],
  [['::add-mask::one%0Atwo', 'two', 'one'], '***\n***'],
  [['::add-mask:: ', ' '], "##[warning]Can't add secret mask for empty string in ##[add-mask] command.\n "],
  [['::echo::on', '::add-mask::abc'], '::add-mask::***']
])('masks: %j shows %j', (lines, shown) => {
  expect(after(lines).lines.join('\n')).toBe(shown)
})

// actions/runner ActionCommandManager.cs (ValidateStopToken, TryProcessCommand)
describe('stop-commands', () => {
  test('holds until its token, in either notation, and hides the token', () => {
    const context = after(['::stop-commands::t0ken-long', '::error::x', '##[error]y', '::T0KEN-LONG::', '::notice::z'])
    expect(context.lines).toEqual(['::stop-commands::***', '::error::x', '##[error]y', '::T0KEN-LONG::', '##[notice]z'])
    expect(context.annotations.map(each => each.message)).toEqual(['z'])
    expect(after(['::stop-commands::abc', '##[abc]', '::notice::z']).annotations).toHaveLength(1)
  })

  test('cannot be stopped again while stopped', () => {
    expect(after(['::stop-commands::abc', '::stop-commands::def', '::def::', '::notice::z']).annotations).toEqual([])
  })

  test.each(['', 'pause-logging', 'Pause-Logging', 'error', 'GROUP', 'stop-commands'])(
    'refuses the token %j',
    token => {
      expect(() => after([`::stop-commands::${token}`])).toThrow(UnsafeStopToken)
    }
  )
})

// actions/runner SetOutputCommandExtension, SaveStateCommandExtension: they work still, with a warning.
test('legacy set-output and save-state work, and say that they are deprecated', () => {
  const context = after(['::set-output name=a::1', '::save-state name=B::2', '::set-output name=A::3'])
  expect(context.outputs.toRecord()).toEqual({ a: '3' })
  expect(context.state.toRecord()).toEqual({ B: '2' })
  expect(context.annotations.map(each => each.message)).toEqual([
    expect.stringContaining('`set-output` command is deprecated'),
    expect.stringContaining('`save-state` command is deprecated'),
    expect.stringContaining('`set-output` command is deprecated')
  ])
})

// actions/runner ActionCommandManager.cs: a command that throws fails the step and is named.
test.each([
  ['::set-env name=A::1', 'The `set-env` command is disabled.'],
  ['::add-path::/x', 'The `add-path` command is disabled.'],
  ['::set-output::1', "Required field 'name' is missing in ##[set-output] command."],
  ['::save-state name=::1', "Required field 'name' is missing in ##[save-state] command."],
  ['::echo::maybe', "Invalid echo command value, 'on' or 'off': 'maybe'."]
])('%s fails the step', (line, reason) => {
  const context = after([line])
  const errors = context.annotations.filter(each => each.level === 'error').map(each => each.message)
  expect(errors).toEqual([`Unable to process command '${line}' successfully.`, expect.stringContaining(reason)])
  expect(context.failed).toBe(true)
})

// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#setting-a-debug-message
describe('debug lines', () => {
  test('are dropped', () => expect(after(['::debug::a%0Ab', 'c']).lines).toEqual(['c']))
  test('are shown with ACTIONS_STEP_DEBUG, line by line', () => {
    expect(after(['::debug::a%0Ab'], true).lines).toEqual(['##[debug]a', '##[debug]b'])
  })
})

// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#echoing-command-outputs
test('echo shows commands, save those that are shown anyway or secret', () => {
  const lines = [
    '::echo::on',
    '::group::a',
    '::warning::w',
    '::debug::d',
    '::add-mask::xyz',
    '::echo::off',
    '::group::b'
  ]
  expect(after(lines).lines).toEqual([
    '::group::a',
    '##[group]a',
    '##[warning]w',
    '::add-mask::***',
    '::echo::off',
    '##[group]b'
  ])
})

test('says that problem matchers are not applied', () => {
  expect(after(['::add-matcher::m.json']).lines).toEqual(['add-matcher: this runner applies no problem matchers'])
})
