import { expect, test } from '@jest/globals'
import { printedPlan } from '../../src/terraform/plain-log.ts'

test('a plan has all that is between control characters, and no colors', () => {
  const lines = [
    'Terraform will perform the following actions:',
    '\u001b[1m  # a.b\u001b[0m will be created',
    'x \u001b]hidden\u0007 y'
  ]
  expect(printedPlan(lines)).toBe(
    'Terraform will perform the following actions:\n  # a.b will be created\nx \u001b]hidden\u0007 y'
  )
})

test.each([
  [
    'Terraform',
    ['Terraform used the selected providers to generate the following execution plan.', 'Terraform will perform']
  ],
  [
    'OpenTofu',
    ['OpenTofu used the selected providers to generate the following execution plan.', 'OpenTofu will perform']
  ],
  ['a program that says it in other words', []]
])('the plan of %s begins before its resources, not at its outputs', (_, begin) => {
  const rest = [
    '  # a.b will be created',
    '  + resource "a" "b" {',
    '    }',
    '',
    'Plan: 1 to add.',
    '',
    'Changes to Outputs:',
    '  + c = 1'
  ]
  expect(printedPlan(['Initializing', ...begin, ...rest])).toBe([...begin, ...rest].join('\n'))
})
