import { expect, test } from '@jest/globals'
import { runInputs } from '../../../src/inputs/run-inputs.ts'
import { InputError } from '../../../src/errors.ts'

const DEFAULTS: Readonly<Record<string, string>> = {
  token: 'a-token-as-long-as-those-of-the-service',
  organization: 'acme',
  workspace: 'demo',
  operation: 'plan',
  mode: 'normal',
  refresh: 'true',
  'allow-empty-apply': 'false',
  'environment-variables': 'true',
  'expect-no-changes': 'false',
  'generate-configuration': 'false',
  supersede: 'true',
  'reviewed-sensitive-values': 'refuse',
  wait: 'true',
  'on-timeout': 'cancel',
  'on-cancel': 'cancel',
  'on-policy-override': 'fail',
  'sensitive-outputs': 'omit',
  'pull-request-comment': 'always',
  'github-token': 'ghs_token',
  summary: 'true'
}

function problems(given: Readonly<Record<string, string>>): readonly string[] {
  try {
    runInputs(name => given[name] ?? DEFAULTS[name] ?? '', {})
    return []
  } catch (error) {
    if (error instanceof InputError) return error.problems
    throw error
  }
}

test('the defaults contradict nothing', () => {
  expect(problems({})).toEqual([])
  expect(problems({ operation: 'apply', 'apply-only-if': 'reviewed\nsame-files\nno-destroys' })).toEqual([])
})

test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
  ['a short token', { token: 'x'.repeat(31) }, [expect.stringMatching(/^`review-key` must be set .*`token`/) as never]],
  ['a short token and a key', { token: 'x', 'review-key': 'k'.repeat(32) }, []],
  ['a token of 32 characters', { token: 'x'.repeat(32) }, []]
])('a reviewed plan needs a key that can not be guessed: %s', (_name, given, expected) => {
  expect(problems({ operation: 'apply', 'apply-only-if': 'reviewed', ...given })).toEqual(expected)
  expect(problems(given)).toEqual([])
})

test.each<[string, Readonly<Record<string, string>>]>([
  ['on-timeout', { wait: 'false', 'on-timeout': 'leave' }],
  ['queue-timeout', { 'queue-timeout': '0s' }],
  ['queue-timeout', { operation: 'save-plan', 'queue-timeout': '0s' }],
  ['pull-request-comment', { wait: 'false', 'pull-request-comment': 'on-changes' }],
  ['comment-id', { wait: 'false', 'comment-id': 'a' }],
  ['on-policy-override', { operation: 'apply', wait: 'false', 'on-policy-override': 'succeed' }],
  ['on-policy-override', { 'on-policy-override': 'succeed' }],
  ['pull-request-number', { wait: 'false', 'pull-request-number': '7' }],
  ['comment-id', { 'pull-request-comment': 'never', 'comment-id': 'a' }],
  ['pull-request-number', { 'pull-request-comment': 'never', 'pull-request-number': '7' }],
  ['apply-only-if', { operation: 'apply', 'apply-only-if': 'same-files\nno-destroys' }],
  ['apply-only-if', { operation: 'apply', mode: 'destroy', 'apply-only-if': 'no-destroys' }],
  ['apply-only-if', { operation: 'apply', mode: 'refresh-only', 'apply-only-if': 'no-destroys' }]
])('`%s` is refused where it can have no effect: %j', (name, given) => {
  expect(problems(given)).toEqual([expect.stringMatching(new RegExp(`^\`${name}\` .*\`.+\``))])
})

test('`comment-id` says which report was reviewed, also where no comment is written', () => {
  const given = { operation: 'apply', 'apply-only-if': 'reviewed', 'pull-request-comment': 'never', 'comment-id': 'a' }
  expect(problems(given)).toEqual([])
})
