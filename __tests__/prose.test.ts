import { expect, test } from '@jest/globals'
import { checkProse } from '../scripts/prose/check.ts'

const phrases = (text: string): readonly string[] => checkProse(text).map(({ phrase }) => phrase)

test.each([
  ['"x" is none of a, b, c', 'is none of'],
  ['is no number from 1 to 1000', 'is no number'],
  ['is no span of time', 'span of time'],
  ['no effect beside `wait`', 'beside'],
  ['the run is to be changed', 'is to be changed'],
  ['the run is ended', 'is ended'],
  ['a person is told', 'told'],
  ['it was mended', 'mended'],
  ['Nobody knows', 'Nobody'],
  ['plans alone', 'alone'],
  ['as such', 'as such'],
  ['the run is over', 'is over'],
  ['how a run stands', 'stands'],
  ['a file that is there', 'is there'],
  ['a file that is not there', 'is not there'],
  ['the workspaces concerned', 'concerned'],
  ['against objections', 'objections'],
  ['a tidy end', 'tidy'],
  ['who reads it', 'who reads'],
  ['what comes next', 'what comes'],
  ['whose turn it is', 'whose turn']
])('%s', (text, phrase) => {
  expect(phrases(text)).toContain(phrase)
})

test.each(['there is no plan', 'the run is no longer active', 'standalone', 'recommended'])(
  'a word with another meaning or inside another word: %s',
  text => {
    expect(phrases(text)).toEqual([])
  }
)

test('a phrase is found where a line of a comment ends inside it, with its line', () => {
  expect(checkProse('/**\n * The value is none\n * of these.\n */')).toMatchObject([{ line: 2, phrase: 'is none of' }])
})
