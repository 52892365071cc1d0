import { describe, expect, test } from '@jest/globals'
import {
  changesSince,
  readDeletions,
  readStates,
  type CommentState,
  type Query
} from '../../src/github/comment-queries.ts'

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
const WRITTEN = { body: 'text', isMinimized: false, createdAt: CREATED, lastEditedAt: EDITED, editor: BOT }
const mine = { editedAt: EDITED, editor: BOT }
const UNKNOWN = [{ by: undefined, at: NaN }]

const answersOf = (...nodes: readonly unknown[]): Query => answers(nodes.map(node => ({ nodes: [node] })))

async function stateOf(ask: Query): Promise<CommentState> {
  const [state] = await readStates(ask, ['id'], login)
  if (state === undefined) throw new Error('gone')
  return state
}

describe('edits by others', () => {
  const edits = async (...nodes: readonly unknown[]) => (await stateOf(answersOf(...nodes))).foreignEdits

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
    const { foreignEdits } = await stateOf(<T>() => Promise.resolve({ nodes: [node] } as T))
    expect(foreignEdits).toEqual(UNKNOWN)
  })
})

test('edits of several comments: in one request for a hundred, and one for each further page', async () => {
  const asked: Readonly<Record<string, unknown>>[] = []
  const node = { ...WRITTEN, userContentEdits: { nodes: [mine], ...LAST } }
  const long = { ...node, userContentEdits: { nodes: [], pageInfo: { hasNextPage: true, endCursor: 'x' } } }
  const pages = [
    { nodes: [node, long, null, ...Array.from({ length: 97 }, () => node)] },
    { nodes: [{ ...node, userContentEdits: { nodes: [{ editedAt: CREATED, editor: MALLORY }], ...LAST } }] },
    { nodes: [node] }
  ].values()
  const ask = <T>(_query: string, variables: Readonly<Record<string, unknown>>) => {
    asked.push(variables)
    return Promise.resolve(pages.next().value as T)
  }
  const ids = Array.from({ length: 102 }, (_, index) => `${index}`)
  const edits = (await readStates(ask, ids, login)).map(state => state?.foreignEdits)
  expect(asked).toEqual([{ ids: ids.slice(0, 100) }, { ids: ['1'], after: 'x' }, { ids: ids.slice(100) }])
  const others = Array.from({ length: 97 }, () => [])
  expect(edits).toEqual([[], [{ by: 'mallory', at: at(CREATED) }], UNKNOWN, ...others, [], UNKNOWN])
})

describe('an answer with errors', () => {
  const node = { ...WRITTEN, userContentEdits: { nodes: [mine], ...LAST } }
  const missing = { type: 'NOT_FOUND', path: ['nodes', 1] }
  const failure = (...errors: readonly unknown[]) =>
    Object.assign(new Error(), { errors, data: { nodes: [node, null] } })
  const read = (error: Error) => readStates(() => Promise.reject(error), ['0', '1'], login)

  test('has no state of a comment that does not exist any more, and that of the others', async () => {
    expect((await read(failure(missing))).map(state => state?.body)).toEqual(['text', undefined])
  })

  test.each<[string, Error]>([
    ['without a reason', failure()],
    ['of which one is another one', failure(missing, { type: 'FORBIDDEN', path: ['nodes', 0] })],
    ['about a part of a comment', failure({ type: 'NOT_FOUND', path: ['nodes', 1, 'editor'] })],
    ['about something else', failure({ type: 'NOT_FOUND', path: ['repository'] })],
    ['of the connection', new Error()]
  ])('%s is not used', async (_name, error) => {
    await expect(read(error)).rejects.toBe(error)
  })
})

test('a comment whose text is not given is not known', async () => {
  const { isKnown } = await stateOf(answersOf({ ...WRITTEN, body: undefined }))
  expect([isKnown, (await stateOf(answersOf(WRITTEN))).isKnown]).toEqual([false, true])
})

test.each<[string, unknown, boolean]>([
  ['its own last edit', WRITTEN, false],
  ['no edit', { ...WRITTEN, lastEditedAt: null, editor: null }, false],
  ['an edit by another user', { ...WRITTEN, editor: MALLORY }, true],
  ['an edit by an account that does not exist any more', { ...WRITTEN, editor: null }, true],
  ['nothing', {}, true]
])('who has edited a comment last: %s', async (_name, node, expected) => {
  expect((await stateOf(answersOf(node))).isEdited).toBe(expected)
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
