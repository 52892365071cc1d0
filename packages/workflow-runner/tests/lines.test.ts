import { expect, test } from '@jest/globals'
import { LineReader } from '../src/lines.ts'

const read = (chunks: readonly (string | Uint8Array)[]) => {
  const reader = new LineReader()
  const lines = chunks.flatMap(chunk => reader.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk))
  return [...lines, ...reader.end()]
}

// https://learn.microsoft.com/dotnet/api/system.io.streamreader.readline
test.each([
  { chunks: ['a\nb\n'], lines: ['a', 'b'] },
  { chunks: ['a\r\nb'], lines: ['a', 'b'] },
  { chunks: ['a\rb\r'], lines: ['a', 'b'] },
  { chunks: ['a\r', '\nb'], lines: ['a', 'b'] },
  { chunks: ['a\r', 'b'], lines: ['a', 'b'] },
  { chunks: ['a\r', '\r\n'], lines: ['a', ''] },
  { chunks: ['\n\n'], lines: ['', ''] },
  { chunks: ['a', 'b', '\n', 'c'], lines: ['ab', 'c'] },
  { chunks: [''], lines: [] },
  { chunks: ['a\u2028b\u0085c\fd\n'], lines: ['a\u2028b\u0085c\fd'] },
  { chunks: [Buffer.from('é\n').subarray(0, 1), Buffer.from('é\n').subarray(1)], lines: ['é'] },
  { chunks: [Uint8Array.of(0x61, 0xff, 0x0a)], lines: ['a\ufffd'] }
])('cuts $chunks', ({ chunks, lines }) => {
  expect(read(chunks)).toEqual(lines)
})
