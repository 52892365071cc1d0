import { describe, expect, test } from '@jest/globals'
import { changesSince, readDeletions, readState, readStates, type Query } from '../../src/github/comment-queries.ts'

const BOT = { __typename: 'Bot', login: 'github-actions' }
const MALLORY = { __typename: 'User', login: 'mallory' }
const login = () => Promise.resolve('github-actions[bot]')
const LAST = { pageInfo: { hasNextPage: false, endCursor: null } }
const at = (time: string): number => Date.parse(time) / 1_000

/** A server that gives these pages, one after the other. */
function answers(pages: readonly unknown[]): Query {
  const left = pages.values()
  return <T>() => Promise.resolve(left.next().value as T)
}

const CREATED = '2026-01-01T00:00:00Z'
const EDITED = '2026-01-01T00:00:05Z'
const WRITTEN = { isMinimized: false, createdAt: CREATED, lastEditedAt: EDITED, editor: BOT }
const mine = { editedAt: EDITED, editor: BOT }
const UNKNOWN = [{ by: undefined, at: NaN }]

describe('edits by others', () => {
  const edits = async (...nodes: readonly unknown[]) =>
    (await readState(answers(nodes.map(node => ({ node }))), 'id', login)).foreignEdits

  test.each<[string, readonly unknown[], readonly unknown[]]>([
    ['none of an untouched comment', [{ ...WRITTEN, lastEditedAt: null, editor: null, userContentEdits: null }], []],
    ['none where all are its own', [{ ...WRITTEN, userContentEdits: { nodes: [mine], ...LAST } }], []],
    [
      'one before the last, by a person of the same name',
      [
        {
          ...WRITTEN,
          userContentEdits: { nodes: [mine, { editedAt: CREATED, editor: { ...BOT, __typename: 'User' } }], ...LAST }
        }
      ],
      [{ by: 'github-actions', at: at(CREATED) }]
    ],
    [
      'one by an account that does not exist any more',
      [{ ...WRITTEN, userContentEdits: { nodes: [{ editedAt: CREATED, editor: null }], ...LAST } }],
      [{ by: undefined, at: at(CREATED) }]
    ],
    ['one that is not given', [{ ...WRITTEN, userContentEdits: { nodes: [mine, null], ...LAST } }], UNKNOWN],
    ['unknown ones without a list', [{ ...WRITTEN, userContentEdits: null }], UNKNOWN],
    ['unknown ones without the field', [WRITTEN], UNKNOWN],
    ['unknown ones without pages', [{ ...WRITTEN, userContentEdits: { nodes: [mine] } }], UNKNOWN],
    ['unknown ones of no comment', [null], UNKNOWN],
    [
      'unknown ones where a page is missing',
      [{ ...WRITTEN, userContentEdits: { nodes: [mine], pageInfo: { hasNextPage: true, endCursor: 'x' } } }, null],
      UNKNOWN
    ],
    [
      'one on the second page',
      [
        { ...WRITTEN, userContentEdits: { nodes: [mine], pageInfo: { hasNextPage: true, endCursor: 'x' } } },
        { ...WRITTEN, userContentEdits: { nodes: [{ editedAt: CREATED, editor: MALLORY }], ...LAST } }
      ],
      [{ by: 'mallory', at: at(CREATED) }]
    ]
  ])('%s', async (_name, pages, expected) => {
    expect(await edits(...pages)).toEqual(expected)
  })

  test('unknown ones of a list that does not end', async () => {
    const node = { ...WRITTEN, userContentEdits: { nodes: [mine], pageInfo: { hasNextPage: true, endCursor: 'x' } } }
    const { foreignEdits } = await readState(<T>() => Promise.resolve({ node } as T), 'id', login)
    expect(foreignEdits).toEqual(UNKNOWN)
  })
})

test('edits of several comments: in one request for a hundred, and one for each further page', async () => {
  const asked: Readonly<Record<string, unknown>>[] = []
  const node = { ...WRITTEN, userContentEdits: { nodes: [mine], ...LAST } }
  const long = { ...node, userContentEdits: { nodes: [], pageInfo: { hasNextPage: true, endCursor: 'x' } } }
  const pages = [
    { nodes: [node, long, null, ...Array.from({ length: 97 }, () => node)] },
    { node: { ...node, userContentEdits: { nodes: [{ editedAt: CREATED, editor: MALLORY }], ...LAST } } },
    { nodes: [node] }
  ].values()
  const ask = <T>(_query: string, variables: Readonly<Record<string, unknown>>) => {
    asked.push(variables)
    return Promise.resolve(pages.next().value as T)
  }
  const ids = Array.from({ length: 102 }, (_, index) => `${index}`)
  const edits = (await readStates(ask, ids, login)).map(({ foreignEdits }) => foreignEdits)
  expect(asked).toEqual([{ ids: ids.slice(0, 100) }, { id: '1', after: 'x' }, { ids: ids.slice(100) }])
  const others = Array.from({ length: 97 }, () => [])
  expect(edits).toEqual([[], [{ by: 'mallory', at: at(CREATED) }], UNKNOWN, ...others, [], UNKNOWN])
})

test.each<[string, unknown, boolean]>([
  ['its own last edit', WRITTEN, false],
  ['no edit', { ...WRITTEN, lastEditedAt: null, editor: null }, false],
  ['an edit by another user', { ...WRITTEN, editor: MALLORY }, true],
  ['an edit by an account that does not exist any more', { ...WRITTEN, editor: null }, true],
  ['nothing', {}, true]
])('who has edited a comment last: %s', async (_name, node, expected) => {
  expect((await readState(answers([{ node }]), 'id', login)).isEdited).toBe(expected)
})

test.each<[string, unknown, readonly unknown[]]>([
  ['none', { nodes: [], ...LAST }, []],
  [
    'of another author, or by the user',
    {
      nodes: [
        { createdAt: CREATED, actor: MALLORY, deletedCommentAuthor: MALLORY },
        { createdAt: CREATED, actor: BOT, deletedCommentAuthor: BOT }
      ],
      ...LAST
    },
    []
  ],
  [
    'of the user, by another one, and of an unknown author',
    {
      nodes: [
        { createdAt: CREATED, actor: MALLORY, deletedCommentAuthor: BOT },
        { createdAt: CREATED, actor: null, deletedCommentAuthor: null }
      ],
      ...LAST
    },
    [
      { by: 'mallory', at: at(CREATED) },
      { by: undefined, at: at(CREATED) }
    ]
  ],
  ['one that is not given', { nodes: [null], ...LAST }, UNKNOWN],
  ['no list', undefined, UNKNOWN]
])('deleted comments: %s', async (_name, timelineItems, expected) => {
  const ask = answers([{ repository: { pullRequest: { timelineItems } } }])
  expect(await readDeletions(ask, { owner: 'o', repo: 'r', number: 1 }, login)).toEqual(expected)
})

test('a change whose time is not known is of every time', () => {
  const changes = [
    { by: 'a', at: 9 },
    { by: 'b', at: 10 },
    { by: 'c', at: NaN }
  ]
  expect(changesSince(changes, 10).map(({ by }) => by)).toEqual(['b', 'c'])
})
