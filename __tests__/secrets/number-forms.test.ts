import { expect, test } from '@jest/globals'
import { numberForms } from '../../src/secrets/number-forms.ts'

/** What `terraform plan` of Terraform 1.11.4 prints for a variable of type number, and for `format("%v", var.n)` where that differs. */
test.each([
  ['0012345678', '12345678', '1.2345678e+07'],
  ['1.50', '1.5'],
  ['.50', '0.5'],
  ['-0.50', '-0.5'],
  ['+0500', '500'],
  ['5000.', '5000'],
  ['1e3', '1000'],
  ['1.5E-10', '0.00000000015', '1.5e-10'],
  ['100e-1', '10'],
  ['12345678901234567890.50', '12345678901234567890.5', '1.23456789012345678905e+19'],
  ['1e21', '1000000000000000000000', '1e+21'],
  ['9007199254740993', '9007199254740993', '9.007199254740993e+15'],
  ['0.000012340', '0.00001234', '1.234e-05'],
  ['0.0001', '0.0001'],
  ['123456', '123456'],
  ['1234567', '1234567', '1.234567e+06'],
  ['1000000', '1000000', '1e+06'],
  [`${'1'.repeat(149)}.5`, `${'1'.repeat(149)}.5`, `1.${'1'.repeat(148)}5e+148`],
  [`1e400`, `1${'0'.repeat(400)}`, '1e+400']
])('%s', (given, ...printed) => {
  expect(numberForms(given)).toEqual(printed)
})

test.each([
  '',
  '.',
  '-',
  'e5',
  '1e',
  '0x1F',
  '1_000',
  ' 500',
  '1.2.3',
  'Inf',
  '000',
  '0e9',
  '1e99999',
  '7'.repeat(160)
])('%j has no form: Terraform refuses it as a number, prints 0, or rounds it', given => {
  expect(numberForms(given)).toEqual([])
})

test('a long text with a letter is not a number, and is read once', () => {
  expect(numberForms(`${'1'.repeat(5_000_000)}x`)).toEqual([])
})
