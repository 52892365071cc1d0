import { expect, test } from '@jest/globals'
import { hasChangedDiff, type Compared, type ComparedFile } from '../../src/github/pushed-diff.ts'

const file = (more: Partial<ComparedFile> = {}): ComparedFile => ({
  filename: 'main.tf',
  status: 'modified',
  sha: 'a',
  patch: '@@ -18,3 +18,3 @@\n size\n-a\n+b\n count',
  ...more
})
const unpatched: ComparedFile = { filename: 'main.tf', status: 'modified', sha: 'a' }
const EVENT = {
  name: 'pull_request',
  payload: { before: 'before', after: 'after', pull_request: { base: { ref: 'main' } } }
}

const compared = (earlier: Compared, later: Compared, event = EVENT) =>
  hasChangedDiff(event, (branch, commits) =>
    Promise.resolve(commits.map(commit => (branch !== 'main' ? [] : commit === 'before' ? earlier : later)))
  )

test.each<[string, Compared, Compared, boolean]>([
  ['nothing', [file()], [file({ sha: 'b' })], false],
  ['where its lines are', [file()], [file({ patch: '@@ -28,3 +28,3 @@ x\n size\n-a\n+b\n count' })], false],
  ['lines around its own', [file()], [file({ patch: '@@ -18,3 +18,3 @@\n other\n-a\n+b\n count' })], false],
  [
    'a line around its own that a carriage return or a line separator is in',
    [file()],
    [file({ patch: '@@ -18,3 +18,3 @@\n other\r+ x\u2028+ y\n-a\n+b\n count' })],
    false
  ],
  ['the order of files', [file(), file({ filename: 'a' })], [file({ filename: 'a' }), file()], false],
  ['a file without a patch', [unpatched], [{ ...unpatched, sha: 'b' }], false],
  ['a file whose patch is left out by now', [file()], [{ ...unpatched, sha: 'b' }], false],
  ['a line', [file()], [file({ patch: '@@ -18,3 +18,3 @@\n size\n-a\n+c\n count' })], true],
  ['another file', [file()], [file(), file({ filename: 'b' })], true],
  ['how', [file()], [file({ status: 'renamed', previous_filename: 'old.tf' })], true],
  [
    'an added file without a patch',
    [{ ...unpatched, status: 'added' }],
    [{ ...unpatched, status: 'added', sha: 'b' }],
    true
  ],
  ['what has no list of files', [file()], undefined, false],
  ['what is not listed', [file()], Array<ComparedFile>(300).fill(file()), false]
])('a push that changes %s', async (_what, earlier, later, expected) => {
  expect(await compared(earlier, later)).toBe(expected)
})

test('without the commits of the push, nothing is known', async () => {
  const event = { ...EVENT, payload: { ...EVENT.payload, before: undefined } } as never
  expect(await compared([], [file()], event)).toBe(false)
})
