import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseJson, type Json } from '../../src/json.ts'
import { ObjectStream } from '../../src/terraform/plan-stream.ts'

/** What the stream makes of an object, of which each key is read as a whole. */
function streamed(pieces: Iterable<Uint8Array>): Record<string, Json> {
  const found: [string, Json][] = []
  const stream = new ObjectStream({
    treatment: () => 'whole',
    item: () => undefined,
    whole: (key, value) => found.push([key, value])
  })
  for (const piece of pieces) stream.write(piece)
  stream.end()
  return Object.fromEntries(found)
}

const CODE_POINTS = Array.from({ length: 0x110000 }, (_, code) => code).filter(code => code < 0xd800 || code > 0xdfff)
const escaped = (text: string): string =>
  text.replace(/[^]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

test.each([
  ['by itself', (text: string) => JSON.stringify(text)],
  ['behind another', (text: string) => JSON.stringify(`a${text}`)],
  ['behind one of several bytes', (text: string) => JSON.stringify(`é${text}ü`)],
  ['escaped', (text: string) => `"${escaped(text)}"`],
  ['escaped behind another', (text: string) => `"a${escaped(text)}"`]
])('each character is read as JSON.parse reads it, %s', (_name, quoted) => {
  const texts = CODE_POINTS.map(code => quoted(String.fromCodePoint(code)))
  const json = `{"a":[${texts.join(',')}]}`
  const { a } = streamed([Buffer.from(json)]) as { a: readonly string[] }
  const expected = (JSON.parse(json) as { a: readonly string[] }).a
  expect(a.length).toBe(expected.length)
  expect(a.flatMap((text, index) => (text === expected[index] ? [] : [[text, expected[index]]])).slice(0, 5)).toEqual(
    []
  )
})

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom('\ufeff', '\u0000', '"', '\\', '/', '\u2028', 'é', '😀', 'a'),
    fc.string({ maxLength: 1, unit: 'binary' })
  )
})

test('JSON in pieces of any size is read as parseJson reads it, with its keys', () => {
  const value = fc.jsonValue({ stringUnit: 'binary', maxDepth: 3 }) as fc.Arbitrary<Json>
  const object = fc.dictionary(text, fc.oneof(value, text, fc.dictionary(text, text)))
  fc.assert(
    fc.property(object, fc.integer({ min: 1, max: 7 }), (drawn, size) => {
      const json = JSON.stringify(drawn)
      const bytes = Buffer.from(json)
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
        bytes.subarray(at * size, (at + 1) * size)
      )
      expect(streamed(pieces)).toEqual(parseJson(json))
    }),
    { numRuns: 500, examples: [[{ '\ufeffa': 'x', a: '1' }, 1]] }
  )
})
