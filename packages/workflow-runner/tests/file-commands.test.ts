import { rmSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { createCommandFiles, pairs, readCommandFiles, type FileCommand } from '../src/file-commands.ts'
import { Masks } from '../src/masks.ts'
import { StepContext } from '../src/step-context.ts'
import { directoryOf } from './tiny-action.ts'

const after = (written: Partial<Record<FileCommand, string>>, mask?: string) => {
  const context = new StepContext({ masks: new Masks(), debug: false, onLine: () => undefined })
  if (mask !== undefined) context.addMask(mask)
  const files = createCommandFiles(directoryOf())
  for (const [name, text] of Object.entries(written)) writeFileSync(files[name as FileCommand], text)
  readCommandFiles(context, files)
  return context
}

// actions/runner EnvFileKeyValuePairs; https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#multiline-strings
describe('NAME=VALUE and heredocs', () => {
  test.each([
    ['a=1\nb=2\n', { a: '1', b: '2' }],
    ['a=1', { a: '1' }],
    ['\n\na=1\n\n', { a: '1' }],
    ['a=b=c', { a: 'b=c' }],
    ['a=x<<y', { a: 'x<<y' }],
    ['a=', { a: '' }],
    ['a b =  1 ', { 'a b ': '  1 ' }],
    ['a=1\r\n', { a: '1\r' }],
    ['a<<EOF\n1\n2\nEOF\n', { a: '1\n2' }],
    ['a<<EOF\n1\nEOF', { a: '1' }],
    ['a<<EOF\nEOF\nb=2', { a: '', b: '2' }],
    ['a<<EOF\n\nEOF', { a: '' }],
    ['a<<EOF\n\n\nEOF', { a: '\n' }],
    ['a<<EOF\n EOF\nEOF ,\nEOF', { a: ' EOF\nEOF ,' }],
    ['a<<EOF\nb=2\nc<<D\nEOF', { a: 'b=2\nc<<D' }],
    ['a<<E=F\n1\nE=F', { a: '1' }],
    ['a<<EOF\n1\r\nEOF\n', { a: '1\r' }]
  ])('%j', (text, expected) => {
    expect(Object.fromEntries(pairs(text))).toEqual(expected)
  })

  test.each([
    ['a', "Invalid format 'a'"],
    ['<<EOF\n1\nEOF', "Invalid format '<<EOF'. Name must not be empty and delimiter must not be empty"],
    ['a<<\n1\n', "Invalid format 'a<<'. Name must not be empty and delimiter must not be empty"],
    ['a<<EOF\n1\n', "Invalid value. Matching delimiter not found 'EOF'"],
    ['a<<EOF', "Invalid value. Matching delimiter not found 'EOF'"],
    ['a<<EOF\n1', 'Invalid value. EOF marker missing new line.'],
    ['a<<EOF\r\n1\nEOF\n', "Invalid value. Matching delimiter not found 'EOF\r'"]
  ])('%j is refused', (text, reason) => {
    const context = after({ output: text })
    expect(context.annotations.map(each => each.message)).toEqual([
      "Unable to process file command 'output' successfully.",
      reason
    ])
    expect(context.failed).toBe(true)
  })
})

test('what came before a fault counts', () => {
  expect(after({ output: 'a=1\nb\nc=3\n' }).outputs.toRecord()).toEqual({ a: '1' })
})

// actions/runner DictionaryContextData.cs: the first spelling stays, the last value wins.
test('names of outputs and state are compared without case, those of variables are not', () => {
  const text = 'Run-Id=1\nrun-id=2\nrun_id=3\n'
  const context = after({ output: text, state: text, env: text })
  expect(context.outputs.toRecord()).toEqual({ 'Run-Id': '2', run_id: '3' })
  expect(context.state.toRecord()).toEqual({ 'Run-Id': '2', run_id: '3' })
  expect(Object.fromEntries(context.env)).toEqual({ 'Run-Id': '1', 'run-id': '2', run_id: '3' })
})

test.each(['output', 'env'] as const)('an empty name in %s is refused', name => {
  expect(after({ [name]: '=1\n' }).failed).toBe(true)
})

// actions/runner SetEnvFileCommand
test('NODE_OPTIONS is refused, and the step goes on', () => {
  const context = after({ env: 'node_options=--inspect\nA=1\n' })
  expect(Object.fromEntries(context.env)).toEqual({ A: '1' })
  expect(context.annotations[0]?.message).toBe("Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.")
  expect(context.failed).toBe(false)
})

// actions/runner AddPathFileCommand
test('paths: any line end, no doubles, the last one last', () => {
  expect(after({ path: '/a\r\n/b\r/a\n\n' }).path).toEqual(['/b', '/a'])
})

// actions/runner CreateStepSummaryCommand
describe('the summary', () => {
  test('has its secrets hidden, and \\n after every line', () => {
    expect(after({ step_summary: 'a\r\nb abc' }, 'abc').summary).toBe('a\nb ***\n')
  })

  test.each([
    [1024 * 1024, true],
    [1024 * 1024 + 1, false]
  ])('of %d bytes: shown %s', (size, shown) => {
    const context = after({ step_summary: 'x'.repeat(size) })
    expect(context.summary !== '').toBe(shown)
    const refused = '$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got 1024k.'
    expect(context.annotations.map(each => each.message)).toEqual(shown ? [] : [refused])
    expect(context.failed).toBe(false)
  })
})

test('files that the step removed are empty ones', () => {
  const context = new StepContext({ masks: new Masks(), debug: false, onLine: () => undefined })
  const files = createCommandFiles(directoryOf())
  Object.values(files).forEach(file => rmSync(file))
  readCommandFiles(context, files)
  expect([context.failed, context.lines]).toEqual([false, []])
})
