import { describe, expect, test } from '@jest/globals'
import { posix, win32 } from 'node:path'
import { isWithin, permissions, textInArchive, wholeSeconds } from '../../src/slug/paths.ts'

describe('within', () => {
  test.each([
    ['/r', '/r', true],
    ['/r', '/r/a/b', true],
    ['/r', '/r/..a', true],
    ['/r', '/r/..', false],
    ['/r', '/', false],
    ['/r', '/r2', false],
    ['/r', '/r2/a', false],
    ['/', '/a', true]
  ])('%s, %s: %s', (directory, path, expected) => {
    expect(isWithin(directory, path, posix)).toBe(expected)
  })

  test.each([
    ['C:\\r', 'C:\\r\\a', true],
    ['C:\\r', 'c:\\R\\a', true],
    ['C:\\r', 'C:\\r2', false],
    ['C:\\r', 'D:\\r\\a', false],
    ['C:\\r', 'C:\\', false],
    ['\\\\host\\share', '\\\\host\\share\\a', true],
    ['\\\\host\\share', '\\\\host\\other\\a', false]
  ])('on Windows %s, %s: %s', (directory, path, expected) => {
    expect(isWithin(directory, path, win32)).toBe(expected)
  })
})

describe('what a link says in the archive', () => {
  test.each([
    ['a neighbour', 'l', 'a', 'a'],
    ['an unusual spelling', 's/l', './../s//a/', './../s//a/'],
    ['the root', 'l', '.', '.'],
    ['the root from below', 's/l', '..', '..'],
    ['what does not exist', 'l', 'nothing', 'nothing'],
    ['an absolute path', 's/l', '/r/t/a', '../t/a'],
    ['the root as an absolute path', 'l', '/r', '.'],
    ['a way out and back in', 's/l', '../../r/a', '../a'],
    ['a longer way out and back in', 'l', '../../../r/s', 's'],
    ['a place outside', 'l', '../a', undefined],
    ['a sibling whose name begins the same', 'l', '../r2/a', undefined],
    ['an absolute path outside', 'l', '/etc/passwd', undefined],
    ['by the other name of the root', 's/l', '/name/of/r/a', '../a']
  ])('to %s', (_what, name, text, expected) => {
    expect(textInArchive({ path: `/r/${name}`, name, text }, ['/r', '/name/of/r'], posix)).toBe(expected)
  })

  test.each([
    ['back into the root', '../r/a', '../a'],
    ['its neighbour', 'x', undefined]
  ])('that came along from outside, to %s', (_what, text, expected) => {
    expect(textInArchive({ path: '/ext/b', name: 'l/b', text }, ['/r'], posix)).toBe(expected)
  })

  test.each([
    ['..\\t\\a', '../t/a'],
    ['C:\\r\\t\\a', '../t/a'],
    ['C:\\other', undefined],
    ['D:\\r\\a', undefined]
  ])('on Windows, to %s', (text, expected) => {
    expect(textInArchive({ path: 'C:\\r\\s\\l', name: 's/l', text }, ['C:\\r'], win32)).toBe(expected)
  })
})

test.each([
  ['linux', 0o100644, false, 0o644],
  ['linux', 0o104755, false, 0o755],
  ['darwin', 0o042770, true, 0o770],
  ['linux', 0o041777, true, 0o777],
  ['win32', 0o100666, false, 0o644],
  ['win32', 0o100444, false, 0o644],
  ['win32', 0o040666, true, 0o755]
] as const)('permissions on %s of %o', (platform, mode, isDirectory, expected) => {
  expect(permissions(mode, isDirectory, platform)).toBe(expected)
})

test.each([
  [1499, 1],
  [1500, 2],
  [2500, 3],
  [999.9, 1],
  [0, 0],
  [-400, 0],
  [-500, 0],
  [-501, -1],
  [-1500, -1]
])('%d milliseconds are %d whole seconds', (milliseconds, seconds) => {
  expect(wholeSeconds(milliseconds).getTime() / 1000).toBeCloseTo(seconds, 9)
})
