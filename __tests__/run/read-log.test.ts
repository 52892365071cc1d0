import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { LineSplitter, LogReader } from '../../src/run/read-log.ts'

const STX = '\u0002'
const ETX = '\u0003'

/** A log that has grown to `sizes` bytes at each reading, served in slices of at most `most` bytes. */
const served = (
  log: string,
  sizes: readonly number[],
  most = Infinity
): { reader: LogReader; reads: [number, number][] } => {
  const bytes = new TextEncoder().encode(log)
  const reads: [number, number][] = []
  const reader = new LogReader((offset, limit) => {
    const written = sizes[Math.min(reads.length, sizes.length - 1)] ?? bytes.length
    const slice = bytes.slice(offset, Math.min(written, offset + Math.min(limit, most)))
    reads.push([offset, slice.length])
    return Promise.resolve(slice)
  })
  return { reader, reads }
}
const news = async (reader: LogReader): Promise<string> => (await Array.fromAsync(reader.news())).join('')

describe('a log', () => {
  test('is complete when its end marker has come; the markers are not part of it', async () => {
    const { reader } = served(`${STX}hello${ETX}`, [])
    expect(await news(reader)).toBe('hello')
    expect(reader.isMarked).toBe(true)
  })

  test('ends with its end marker only where nothing follows: a value may have the same character', async () => {
    const log = `a\n${'x'.repeat(65_533)}${ETX}b${ETX}${ETX}`
    for (const toTheEnd of [true, false]) {
      const { reader } = served(STX + log, [], 65_536)
      let read = ''
      for (let left = 3; left > 0; left--) read += (await Array.fromAsync(reader.news(toTheEnd))).join('')
      expect([read, reader.isMarked]).toEqual([log.slice(0, -1), true])
    }
  })

  test('that nothing is written of yet has no news', async () => {
    const { reader } = served(`${STX}hello`, [0, 0])
    expect(await news(reader)).toBe('')
    expect(reader.isMarked).toBe(false)
  })

  test('grows from where it was read to, the markers counted', async () => {
    const { reader, reads } = served(`${STX}hello world${ETX}`, [6, 13])
    expect(await news(reader)).toBe('hello')
    expect(await news(reader)).toBe(' world')
    expect(reads).toEqual([
      [0, 6],
      [6, 7]
    ])
  })

  test('may lack its first marker, and have the bytes of markers inside', async () => {
    const { reader } = served(`a${STX}b${ETX}c`, [])
    expect(await news(reader)).toBe(`a${STX}b${ETX}c`)
    expect(reader.isMarked).toBe(false)
  })

  test('is read on at once while slices are as large as servers give', async () => {
    const log = 'x'.repeat(200_000)
    const { reader, reads } = served(log, [], 65_536)
    expect(await news(reader)).toBe(log)
    expect(reads.map(([, size]) => size)).toEqual([65_536, 65_536, 65_536, 3_392])
  })

  test('is the same text however it is cut, inside of characters too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.array(fc.nat(200)), async (text, cuts) => {
        const log = `${STX}${text.replaceAll(STX, '').replaceAll(ETX, '')}${ETX}`
        const size = new TextEncoder().encode(log).length
        const sizes = [...cuts.map(cut => Math.min(cut, size)).toSorted((a, b) => a - b), size]
        const { reader } = served(log, sizes)
        let read = ''
        for (let left = sizes.length; left > 0; left--) read += await news(reader)
        expect([read, reader.isMarked]).toEqual([log.slice(1, -1), true])
      })
    )
  })
})

describe('a log without end', () => {
  const endless = (slice: Uint8Array): { reader: LogReader; read: () => number } => {
    let read = 0
    const reader = new LogReader(() => {
      read += slice.length
      return Promise.resolve(slice)
    })
    return { reader, read: () => read }
  }
  const drained = async (news: AsyncGenerator<string>): Promise<number> => {
    let pieces = 0
    while ((await news.next()).done !== true) pieces += 1
    return pieces
  }

  test('is left for a look at its run while that goes on', async () => {
    const { reader, read } = endless(Buffer.alloc(2 ** 20, 'x\n'))
    await drained(reader.news())
    expect([read(), reader.endless]).toEqual([2 ** 26, false])
  })

  test('is given up after a gigabyte', async () => {
    const { reader, read } = endless(Buffer.alloc(2 ** 23, 'x\n'))
    await drained(reader.news(true))
    expect([read(), reader.endless, reader.isMarked]).toEqual([2 ** 30 + 2 ** 23, true, false])
    expect(await drained(reader.news(true))).toBe(0)
  })

  test('is given up, too, where it comes byte by byte after its phase has finished', async () => {
    const { reader } = endless(Buffer.from('x'))
    expect(await drained(reader.news(true))).toBe(20_001)
    expect(reader.endless).toBe(true)
  })
})

describe('lines', () => {
  test('come when they are whole', () => {
    const lines = new LineSplitter()
    expect(lines.push('a\nb')).toEqual(['a'])
    expect(lines.push('c\n\nd')).toEqual(['bc', ''])
    expect(lines.flush()).toEqual(['d'])
    expect(lines.flush()).toEqual([])
  })

  test('of megabytes are whole, however many pieces they come in', () => {
    const lines = new LineSplitter()
    const piece = 'x'.repeat(65_536)
    for (let count = 0; count < 256; count++) expect(lines.push(piece)).toEqual([])
    expect(lines.push('end\nnext')).toEqual([`${piece.repeat(256)}end`])
  })

  test('that never end are left out as a whole: a part may end inside of a secret', () => {
    const lines = new LineSplitter()
    const endless = 'x'.repeat(20_000_000)
    expect(lines.push(`a\n${endless}`)).toEqual(['a'])
    expect(lines.push(endless)).toEqual(['A line of more than 33,554,432 characters is left out.'])
    expect(lines.push(endless)).toEqual([])
    expect(lines.push('pass')).toEqual([])
    expect(lines.push('word\nb\nc')).toEqual(['b'])
    expect(lines.flush()).toEqual(['c'])
  })
})
