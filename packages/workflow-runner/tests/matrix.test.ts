import { describe, expect, test } from '@jest/globals'
import { combinations } from '../src/matrix.ts'

// https://docs.github.com/actions/how-tos/write-workflows/choose-what-workflows-do/run-job-variations
describe('combinations', () => {
  test.each([
    ['no matrix', undefined, [undefined]],
    ['one vector', { a: [1, 2] }, [{ a: 1 }, { a: 2 }]],
    [
      'two',
      { a: [1, 2], b: ['x'] },
      [
        { a: 1, b: 'x' },
        { a: 2, b: 'x' }
      ]
    ],
    ['exclude, also by a part', { a: [1, 2], b: [3, 4], exclude: [{ a: 1 }, { a: 2, b: 4 }] }, [{ a: 2, b: 3 }]],
    ['only include', { include: [{ a: 1 }, { b: 2 }] }, [{ a: 1 }, { b: 2 }]],
    [
      'include, as the documentation has it',
      {
        fruit: ['apple', 'pear'],
        animal: ['cat', 'dog'],
        include: [
          { color: 'green' },
          { color: 'pink', animal: 'cat' },
          { fruit: 'apple', shape: 'circle' },
          { fruit: 'banana' },
          { fruit: 'banana', animal: 'cat' }
        ]
      },
      [
        { fruit: 'apple', animal: 'cat', color: 'pink', shape: 'circle' },
        { fruit: 'apple', animal: 'dog', color: 'green', shape: 'circle' },
        { fruit: 'pear', animal: 'cat', color: 'pink' },
        { fruit: 'pear', animal: 'dog', color: 'green' },
        { fruit: 'banana' },
        { fruit: 'banana', animal: 'cat' }
      ]
    ]
  ])('%s', (_, matrix, expected) => {
    expect(combinations(matrix)).toEqual(expected)
  })

  test.each([
    [{ a: [] }, "Matrix vector 'a' does not contain any values"],
    [{ a: 'x' }, "Matrix vector 'a' is not a list"],
    [{ a: [1], exclude: [{ a: 1 }] }, 'strategy.matrix has no combinations'],
    [{ a: Array.from({ length: 257 }, (_, n) => n) }, '257 combinations, more than 256'],
    ['x', 'strategy.matrix is not a mapping']
  ])('%j is an error', (matrix, message) => {
    expect(() => combinations(matrix)).toThrow(message)
  })
})
