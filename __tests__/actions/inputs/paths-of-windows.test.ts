import { describe, expect, test } from '@jest/globals'
import { posix, win32 } from 'node:path'
import { repositoryPath } from '../../../src/steps/checkout-directory.ts'
import { annotations } from '../../../src/report/annotations.ts'
import { pathSegments } from '../../../src/slug/working-directory.ts'

test.each([
  ['D:\\a\\repo', 'D:\\a\\repo', ''],
  ['D:\\a\\repo', 'D:\\a\\repo\\env\\prod', 'env/prod'],
  ['D:\\a\\repo', 'd:\\A\\repo\\env', 'env'],
  ['D:\\a\\repo', 'D:/a/repo/env/prod', 'env/prod'],
  ['D:\\a\\repo', 'D:\\a\\other', '../other'],
  ['D:\\a\\repo', 'C:\\other', 'C:/other']
])('from %s, %s is %j', (top, directory, expected) => {
  expect(repositoryPath(top, directory, win32)).toBe(expected)
})

test('a backslash in a name elsewhere stays what it is', () => {
  expect(repositoryPath('/repo', '/repo/a\\b', posix)).toBe('a\\b')
})

describe('an annotation', () => {
  const range = { filename: 'main.tf', start: { line: 3 }, end: { line: 3 } }
  const file = (base: string) =>
    annotations([{ severity: 'error', summary: 'No', range } as never], base).shown.map(each => each.file)

  test('of a directory on a Windows runner has the path of the repository', () => {
    expect(file(repositoryPath('D:\\a\\repo', 'D:\\a\\repo\\env\\prod', win32))).toEqual(['env/prod/main.tf'])
  })

  test.each(['C:\\other', 'D:\\a\\other'])('of %s, which is not in the repository, has none', directory => {
    expect(file(repositoryPath('D:\\a\\repo', directory, win32))).toEqual([undefined])
  })
})

test.each([
  ['D:\\a\\repo\\env\\', ['D:', 'a', 'repo', 'env']],
  ['.\\env\\..\\prod', ['prod']],
  ['env/prod\\', ['env', 'prod']]
])('%s has the parts %j', (path, expected) => {
  expect(pathSegments(path)).toEqual(expected)
})
