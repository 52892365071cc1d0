import { expect, test } from '@jest/globals'
import { annotations } from '../../src/report/annotations.ts'
import type { Diagnostic } from '../../src/terraform/log-events.ts'

const at = (filename: string, line = 1, more: Partial<Diagnostic> = {}): Diagnostic => ({
  severity: 'error',
  summary: 'Invalid reference',
  detail: 'There is no such resource.',
  address: undefined,
  range: { filename, start: { line, column: 1 }, end: { line, column: 9 } },
  snippet: undefined,
  ...more
})

test('errors come first, by file and line, and equal ones once', () => {
  const warning = at('a.tf', 1, { severity: 'warning' })
  const { shown, left } = annotations([warning, at('b.tf', 2), at('b.tf', 10), at('a.tf', 3), at('b.tf', 2)], 'infra')
  expect(shown.map(({ level, file, startLine }) => [level, file, startLine])).toEqual([
    ['error', 'infra/a.tf', 3],
    ['error', 'infra/b.tf', 2],
    ['error', 'infra/b.tf', 10],
    ['warning', 'infra/a.tf', 1]
  ])
  expect(left).toBe(0)
})

test.each([
  '.terraform/modules/vpc/main.tf',
  'modules/a/.terraform/modules/b/main.tf',
  '<value for var.region>',
  '/home/agent/config/main.tf',
  'C:\\config\\main.tf',
  '../../elsewhere/main.tf'
])('a place that is not in the repository, %s, is in the message', filename => {
  const [found] = annotations([at(filename, 7)], 'infra').shown
  expect(found).toMatchObject({ file: undefined, startLine: undefined })
  expect(found?.message).toBe(`There is no such resource.\non ${filename} line 7`)
})

test('a file of a directory next to the root module keeps its line', () => {
  expect(annotations([at('../modules/a/main.tf', 7)], 'infra').shown[0]?.file).toBe('modules/a/main.tf')
})

test.each([
  ['a summary of several lines', 'First\nsecond', 'Detail', 'First\nsecond\nDetail'],
  ['a long summary', 'x'.repeat(500), 'Detail', `${'x'.repeat(500)}\nDetail`],
  ['a long summary without a detail', 'x'.repeat(500), undefined, 'x'.repeat(500)],
  ['a short summary without a detail', 'Short', undefined, 'Short']
])('%s is not a title as well', (_name, summary, detail, message) => {
  expect(annotations([at('main.tf', 1, { summary, detail })], '').shown[0]).toMatchObject({ title: undefined, message })
})

test('a summary of one line is the title, and is not repeated', () => {
  expect(annotations([at('main.tf')], '').shown[0]).toMatchObject({
    title: 'Invalid reference',
    message: 'There is no such resource.'
  })
})

test('a summary with millions of blanks is a title without them', () => {
  const { shown } = annotations([at('a.tf', 1, { summary: `a ${' '.repeat(2_000_000)}b\n  c ` })], '')
  expect(shown[0]?.message).toContain('b\n  c ')
})
