import { describe, expect, test } from '@jest/globals'
import { posix, win32 } from 'node:path'
import { fromTop } from '../../../src/steps/pull-request-comment.ts'
import { annotations } from '../../../src/report/annotations.ts'
import { components } from '../../../src/slug/working-directory.ts'

test.each([
  ['D:\\a\\repo', 'D:\\a\\repo', ''],
  ['D:\\a\\repo', 'D:\\a\\repo\\env\\prod', 'env/prod'],
  ['D:\\a\\repo', 'd:\\A\\repo\\env', 'env'],
  ['D:\\a\\repo', 'D:/a/repo/env/prod', 'env/prod'],
  ['D:\\a\\repo', 'D:\\a\\other', '../other'],
  ['D:\\a\\repo', 'C:\\other', 'C:/other']
])('from %s, %s is %j', (top, directory, expected) => {
  expect(fromTop(top, directory, win32)).toBe(expected)
})

test('a backslash in a name elsewhere stays what it is', () => {
  expect(fromTop('/repo', '/repo/a\\b', posix)).toBe('a\\b')
})

describe('an annotation', () => {
  const range = { filename: 'main.tf', start: { line: 3 }, end: { line: 3 } }
  const file = (base: string) =>
    annotations([{ severity: 'error', summary: 'No', range } as never], base).shown.map(each => each.file)

  test('of a directory on a Windows runner has the path of the repository', () => {
    expect(file(fromTop('D:\\a\\repo', 'D:\\a\\repo\\env\\prod', win32))).toEqual(['env/prod/main.tf'])
  })

  test.each(['C:\\other', 'D:\\a\\other'])('of %s, which is not in the repository, has none', directory => {
    expect(file(fromTop('D:\\a\\repo', directory, win32))).toEqual([undefined])
  })
})

test.each([
  ['D:\\a\\repo\\env\\', ['D:', 'a', 'repo', 'env']],
  ['.\\env\\..\\prod', ['prod']],
  ['env/prod\\', ['env', 'prod']]
])('%s has the parts %j', (path, expected) => {
  expect(components(path)).toEqual(expected)
})
