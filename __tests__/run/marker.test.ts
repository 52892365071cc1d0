import { describe, expect, test } from '@jest/globals'
import { markMessage, originOf, placeOf, supersedes, type RunOrigin } from '../../src/run/marker.ts'

const origin = (more: Partial<RunOrigin> = {}): RunOrigin => ({
  repository: 'acme/web',
  pullRequest: 7,
  commit: '1a2b3c4d5e6f',
  workflowRun: 100,
  attempt: 1,
  place: placeOf(['plan', '{"region":"eu"}', 'terraform']),
  step: '0a1b2c3d',
  ...more
})

test.each<[string, RunOrigin]>([
  ['all of it', origin()],
  ['outside of a pull request', origin({ pullRequest: undefined })],
  ['outside of GitHub', origin({ repository: undefined, pullRequest: undefined, commit: undefined })],
  ['of an older version', origin({ place: undefined })]
])('a message gives its origin back: %s', (_name, of) => {
  expect(originOf(markMessage('Fix the network [urgent]', of))).toEqual(of)
})

describe('a plan takes the place', () => {
  const other = { place: placeOf(['plan', '{"region":"us"}', 'terraform']) }
  test.each<[string, Partial<RunOrigin>, boolean]>([
    ['of that of an earlier attempt of the same step', { attempt: 1 }, true],
    ['of that of a sibling with other values of the matrix', { attempt: 1, ...other }, false],
    [
      'of that of another job of the same workflow run',
      { attempt: 1, place: placeOf(['destroy', '', 'terraform']) },
      false
    ],
    [
      'of that of another step of the same job',
      { attempt: 1, place: placeOf(['plan', '{"region":"eu"}', 'again']) },
      false
    ],
    ['of one whose step is not known', { attempt: 1, place: undefined }, false],
    ['of that of the same attempt', { attempt: 2 }, false],
    ['of that of an earlier commit', { workflowRun: 99, commit: 'ffffffffffff', ...other }, true],
    ['of that of the same commit by another workflow', { workflowRun: 99 }, false],
    ['of that of another pull request', { workflowRun: 99, commit: 'ffffffffffff', pullRequest: 8 }, false]
  ])('%s', (_name, older, is) => {
    expect(supersedes(origin({ attempt: 2 }), origin(older))).toBe(is)
  })
})
