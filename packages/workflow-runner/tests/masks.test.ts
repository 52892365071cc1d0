import { expect, test } from '@jest/globals'
import { Masks } from '../src/masks.ts'

// Encodings: actions/runner ValueEncoders.cs and HostContext.cs. Merging: SecretMasker.cs.
test.each([
  { what: 'the value', secrets: ['s3cret'], text: 'a s3cret b', shown: 'a *** b' },
  { what: 'every place of it', secrets: ['ab'], text: 'ab-ab', shown: '***-***' },
  { what: 'a short value too', secrets: ['1'], text: '2025-01-11', shown: '2025-0***-***' },
  { what: 'places that touch as one', secrets: ['ab'], text: 'abab', shown: '***' },
  { what: 'places that overlap as one', secrets: ['abc', 'cde'], text: 'xabcdey', shown: 'x***y' },
  { what: 'overlaps with itself', secrets: ['aba'], text: 'ababa', shown: '***' },
  { what: 'base64', secrets: ['hunter2hunter2'], text: btoa('hunter2hunter2'), shown: '***' },
  { what: 'base64 after one byte', secrets: ['hunter2'], text: btoa('unter2'), shown: '***' },
  { what: 'base64 after two bytes', secrets: ['hunter2'], text: btoa('nter2'), shown: '***' },
  { what: 'JSON', secrets: ['a"b\\c\nd'], text: String.raw`{"x":"a\"b\\c\nd"}`, shown: '{"x":"***"}' },
  { what: 'a URL', secrets: ["p@ss w'rd!"], text: 'q=p%40ss%20w%27rd%21', shown: 'q=***' },
  { what: 'XML', secrets: ['a<b&c'], text: 'a&lt;b&amp;c', shown: '***' },
  { what: 'an expression', secrets: ["it's"], text: "'it''s'", shown: "'***'" },
  { what: 'a command line', secrets: ['say "x"'], text: String.raw`say \"x\"`, shown: '***' },
  { what: 'without its quotes', secrets: ['"long enough"'], text: 'long enough', shown: '***' },
  { what: 'before an ampersand', secrets: ['secret&part'], text: 'secret& p', shown: '*** p' },
  { what: 'nothing for an empty value', secrets: [''], text: 'abc', shown: 'abc' },
  { what: 'nothing that differs in case', secrets: ['abc'], text: 'ABC', shown: 'ABC' }
])('hides $what', ({ secrets, text, shown }) => {
  const masks = new Masks()
  secrets.forEach(secret => masks.add(secret))
  expect(masks.hide(text)).toBe(shown)
})

// actions/runner AddMaskCommandExtension, Worker.cs: each line is hidden by itself, trimmed.
test('hides the lines of a value each by itself', () => {
  const masks = new Masks()
  masks.addWithLines('-----BEGIN\r\n  line two\n\n-----END')
  expect(masks.hide('> line two')).toBe('> ***')
  expect(masks.hide('-----BEGIN and -----END')).toBe('*** and ***')
  expect(masks.values).toEqual(['-----BEGIN\r\n  line two\n\n-----END', '-----BEGIN', 'line two', '-----END'])
})
