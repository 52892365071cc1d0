import { describe, expect, test } from '@jest/globals'
import {
  outranks,
  printMarker,
  readMarker,
  reportedFor,
  type CommentKey,
  type ReportedRun
} from '../../src/report/comment-marker.ts'

const key: CommentKey = {
  hostname: 'https://app.terraform.io',
  organization: 'acme',
  workspace: 'web',
  directory: '',
  commentId: undefined
}
const [older, head, merge] = ['a'.repeat(40), 'b'.repeat(40), 'c'.repeat(40)]
const reported = (more: Partial<ReportedRun> = {}): ReportedRun => ({
  reviewed: 'run-7',
  run: 'run-7',
  kind: 'plan',
  commit: head,
  order: [100, 1, 1],
  ...more
})

describe('the comment of a run', () => {
  test('is known by its marker, and says what it reports', () => {
    expect(reportedFor(`${printMarker(key, reported())}\n### Plan`, key)).toEqual({
      key: expect.stringMatching(/^[0-9a-f]{32}$/),
      ...reported()
    })
    const queued = reported({ kind: 'queue' })
    expect(reportedFor(printMarker(key, queued), key)).toMatchObject({ ...queued })
    const bare = reported({ reviewed: '', commit: undefined, kind: 'apply' })
    expect(reportedFor(printMarker(key, bare), key)).toEqual({ key: expect.stringMatching(/^[0-9a-f]{32}$/), ...bare })
  })

  test.each<[string, Partial<CommentKey>]>([
    ['workspace', { workspace: 'api' }],
    ['organization', { organization: 'other' }],
    ['host', { hostname: 'https://tfe.example' }],
    ['directory', { directory: 'infra' }],
    ['comment-id', { commentId: 'second' }]
  ])('is another one for another %s', (_name, other) => {
    expect(reportedFor(printMarker(key, reported()), { ...key, ...other })).toBeUndefined()
  })

  test.each(['', '> ', 'text\n'])('is not what has %j before the marker', before => {
    const found = readMarker(before + printMarker(key, reported()))
    expect(found === undefined).toBe(before !== '')
  })
})

describe('of two reports', () => {
  const open = { head, mergeCommit: undefined }
  const merged = { head, mergeCommit: merge }
  const [plan, apply] = [reported, (more: Partial<ReportedRun> = {}) => reported({ kind: 'apply', ...more })]

  test.each<[string, ReportedRun, ReportedRun, typeof open | typeof merged]>([
    ['the head wins over an older commit that ends later', plan(), plan({ commit: older, order: [200, 2, 1] }), open],
    ['the head wins over an unknown commit', plan(), plan({ commit: undefined, order: [200, 2, 1] }), open],
    ['of one commit the later workflow run wins', plan({ order: [101, 2, 1] }), plan(), open],
    ['of one workflow run the later attempt wins', plan({ order: [100, 1, 2] }), plan(), open],
    ['a plan wins over a later one of a merge queue', plan(), plan({ kind: 'queue', order: [200, 2, 1] }), open],
    ['the plan of a merge queue wins over an older commit', plan({ kind: 'queue' }), plan({ commit: older }), open],
    [
      'a plan of the push wins over a later one of a merge queue',
      plan({ commit: merge }),
      plan({ kind: 'queue', order: [200, 2, 1] }),
      merged
    ],
    ['an apply wins over a later plan of its commit', apply(), plan({ order: [200, 2, 1] }), open],
    ['the head wins over the apply of an older commit', plan(), apply({ commit: older, order: [200, 2, 1] }), open],
    [
      'the apply of the merge wins over the plan of the head',
      apply({ commit: merge }),
      plan({ order: [200, 2, 1] }),
      merged
    ],
    [
      'the apply of the merge wins over a later plan of the push',
      apply({ commit: merge }),
      plan({ commit: merge, order: [200, 2, 1] }),
      merged
    ],
    [
      'the apply of the merge wins over a plan of a later push',
      apply({ commit: merge }),
      plan({ commit: 'd'.repeat(40), order: [300, 3, 1] }),
      merged
    ]
  ])('%s', (_name, winner, loser, commits) => {
    expect(outranks(winner, loser, commits, 'strictly')).toBe(true)
    expect(outranks(loser, winner, commits, 'or equal')).toBe(false)
  })
})
