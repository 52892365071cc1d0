import { describe, expect, test } from '@jest/globals'
import { evaluateCondition, evaluateText, evaluateValue, interpolate } from '../src/expressions.ts'

const contexts = {
  github: { event_name: 'push', ref: 'refs/heads/main' },
  needs: { plan: { outputs: { 'run-id': 'run-1', list: '["a","b"]' } } },
  env: { EMPTY: '' }
}
const scope = { contexts }
const at = (status: string) => ({
  contexts,
  functions: {
    always: () => true,
    success: () => status === 'success',
    failure: () => status === 'failure',
    cancelled: () => status === 'cancelled'
  }
})

// https://docs.github.com/actions/reference/workflows-and-actions/expressions
describe('a text', () => {
  test.each([
    ['plain', 'plain'],
    ['run ${{ needs.plan.outputs.run-id }}!', 'run run-1!'],
    ["${{ needs.plan.outputs['run-id'] }}", 'run-1'],
    ['${{ NEEDS.Plan.Outputs.RUN-ID }}', 'run-1'],
    ['${{ fromJSON(needs.plan.outputs.list) }}', ['a', 'b']],
    ['${{ 1 == 1 }}', true],
    ['${{ needs.nothing.at.all }}', null],
    ['<${{ needs.nothing.at.all }}>', '<>'],
    ["${{ format('{0}}}-{{', 'a') }}", 'a}-{'],
    ["a ${{ '}}' }} b", 'a }} b'],
    ["${{ 'it''s' }}", "it's"],
    ["${{ join(fromJSON(needs.plan.outputs.list), '-') }}", 'a-b'],
    ["${{ contains(github.ref, 'MAIN') && startsWith(github.ref, 'refs') && endsWith(github.ref, 'main') }}", true],
    ["${{ env.EMPTY || 'default' }}", 'default'],
    ['${{ toJSON(needs.plan.outputs.run-id) }}', '"run-1"']
  ])('%s', (text, value) => {
    expect(evaluateText(text, scope)).toEqual(value)
  })

  test.each([
    ['${{ secrets.TOKEN }}', "'secrets.TOKEN': Unrecognized named-value: 'secrets'"],
    ['${{ success() }}', /Unrecognized function: 'success'/],
    ["${{ hashFiles('x') }}", /hashFiles\(\) is not evaluated by this runner/],
    ['${{ github.ref', /an expression is not closed/],
    ["${{ github.ref == 'a }}", /an expression is not closed/],
    ['${{ fromJSON(github.ref) }}', /fromJSON/]
  ])('%s is an error', (text, message) => {
    expect(() => interpolate(text, scope)).toThrow(message)
  })
})

// actions/runner ExpressionConstants.cs
test.each([
  ['12345678901234567890', '1.23456789012346E+19'],
  ['123456789012345', '123456789012345'],
  ['1234567890123456', '1.23456789012346E+15'],
  ['0.1234567890123456789', '0.123456789012346'],
  ['0.00001', '1E-05'],
  ['-1.50', '-1.5'],
  ['100', '100'],
  ['1e300', '1E+300']
])('the number %s is printed with 15 digits', (number, text) => {
  expect(interpolate(`\${{ fromJSON('${number}') }}`, { contexts: {} })).toBe(text)
})

test('so are those in JSON', () => {
  const expression = "${{ toJSON(fromJSON('[1.23456789012345678, 100]')) }}"
  expect(JSON.parse(interpolate(expression, { contexts: {} }))).toEqual([1.23456789012346, 100])
})

test('values keep their shape', () => {
  const value = { a: ['${{ github.event_name }}', 1, true, null], b: { c: 'x-${{ 1 }}' } }
  expect(evaluateValue(value, scope)).toEqual({ a: ['push', 1, true, null], b: { c: 'x-1' } })
})

// https://docs.github.com/actions/reference/workflows-and-actions/expressions#status-check-functions
describe('a condition', () => {
  test.each([
    [undefined, 'success', true],
    [undefined, 'failure', false],
    ['', 'success', true],
    [true, 'success', true],
    [false, 'success', false],
    ["github.event_name == 'push'", 'success', true],
    ["github.event_name == 'push'", 'failure', false],
    ["${{ github.event_name == 'push' }}", 'success', true],
    ['failure()', 'failure', true],
    ['failure()', 'cancelled', false],
    ["failure() && github.event_name == 'x'", 'failure', false],
    ['always()', 'cancelled', true],
    ['ALWAYS()', 'failure', true],
    ['cancelled()', 'cancelled', true],
    ['!cancelled()', 'failure', true],
    ["contains(github.ref, 'success()')", 'failure', false],
    ["'a'", 'success', true],
    ["''", 'success', false]
  ])('%s at %s: %s', (condition, status, holds) => {
    expect(evaluateCondition(condition, at(status))).toBe(holds)
  })

  test('with text next to the expression is an error, as it would always hold', () => {
    expect(() => evaluateCondition('${{ false }} == true', at('success'))).toThrow(/always true/)
  })
})
