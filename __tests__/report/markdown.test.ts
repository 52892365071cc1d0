import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { code, codeBlock, details, htmlCode, link } from '../../src/report/markdown.ts'
import { attributeName, quoteAsCli } from '../../src/terraform/diff/quote.ts'
import { links, nodes, prose, tags } from './parsed.ts'

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      '`',
      '~',
      '<',
      '>',
      '!',
      '-',
      '[',
      ']',
      '(',
      ')',
      '\n',
      '\r',
      ' ',
      '*',
      '_',
      '#',
      '|',
      '&',
      ';',
      'a',
      '@',
      '\\',
      '/',
      ':',
      '.',
      '\t',
      '=',
      '+'
    )
  }),
  fc.constantFrom(
    '</code></summary><script>alert(1)</script>',
    '<!-- hcp-terraform-action key:x run:y -->',
    '```\n@everyone\n```',
    '![x](https://evil.example/x.png)',
    'https://evil.example',
    '\u202egnp.exe',
    '@octocat',
    '#1',
    '-->',
    '</details>'
  )
)

describe('whatever comes from elsewhere is code and nothing else', () => {
  test('in a line', () => {
    fc.assert(
      fc.property(hostile, text => {
        const all = nodes(`before ${code(text)} after`)
        expect(all.map(({ type }) => type)).toEqual(['root', 'paragraph', 'text', 'inlineCode', 'text'])
      })
    )
  })

  test('in a block', () => {
    fc.assert(
      fc.property(hostile, text => {
        expect(nodes(`before\n\n${codeBlock(text, 'diff')}\n\nafter`).map(({ type }) => type)).toEqual([
          'root',
          'paragraph',
          'text',
          'code',
          'paragraph',
          'text'
        ])
      })
    )
  })

  test('in a summary', () => {
    fc.assert(
      fc.property(hostile, hostile, (summary, content) => {
        const markdown = `before\n\n${details(htmlCode(summary), codeBlock(content))}\n\nafter`
        expect(tags(markdown)).toEqual(['<details>', '<summary>', '<code>', '</code>', '</summary>', '</details>'])
        expect(prose(markdown).replaceAll('\n', '')).toBe('beforeafter')
      })
    )
  })
})

test('a text of nothing but backticks has a fence around it', () => {
  expect(codeBlock('` '.repeat(300_000)).split('\n')).toHaveLength(3)
})

test('a link leads where it says', () => {
  expect(links(link('Run', 'https://app.terraform.io/app/a b/workspaces/w(1)/runs/run-1'))).toEqual([
    'https://app.terraform.io/app/a%20b/workspaces/w(1)/runs/run-1'
  ])
  expect(links(link('Run', 'https://example.test/<x>'))).toHaveLength(1)
})

test('what can not be seen is shown', () => {
  expect(code('a\u202eb\u0000')).toBe('`a\\u{202e}b\\u{0}`')
})

describe('nothing between control characters is left out', () => {
  const SEQUENCES = [
    '\u001b]',
    '\u0007',
    '\u001b\\',
    '\u009c',
    '\u009d',
    '\u001b[',
    '\u009b',
    '\u001bP',
    '\u001b_',
    '\u001b[8m'
  ]
  const pieces = fc.array(
    fc.oneof(fc.constantFrom(...SEQUENCES), fc.constantFrom('rm', '\n', ' x', '0', ';', 'm', 'K'))
  )

  test('each character of a text is in its code, or is named there', () => {
    fc.assert(
      fc.property(pieces, drawn => {
        const text = drawn.join('')
        const named = text.replaceAll(/[^\P{Cc}\t\n]/gu, character => `\\u{${character.charCodeAt(0).toString(16)}}`)
        expect(codeBlock(text)).toBe(`\`\`\`\n${named}\n\`\`\``)
        const line = named.replaceAll('\n', ' ')
        expect(htmlCode(text)).toBe(`<code>${line}</code>`)
        if (line.trim() !== '') expect(code(text)).toContain(line)
      })
    )
  })

  test('also where the ends are lines away', () => {
    expect(codeBlock('a \u001b]\nhidden\n\u0007 b')).toBe('```\na \\u{1b}]\nhidden\n\\u{7} b\n```')
  })

  test('a megabyte of beginnings without an end is read once', () => {
    expect(code('\u001b]'.repeat(500_000))).toHaveLength('\\u{1b}]'.length * 500_000 + 2)
  })
})

describe('characters that are not seen are named', () => {
  const UNSEEN = Array.from(
    '\u00ad\u034f\u061c\u115f\u1160\u17b4\u180b\u180e\u200b\u200d\u200f\u2028\u202e\u2060\u2066\u2800\u3164\ufe00\ufe0f\ufeff\uffa0\u{e0001}\u{e0041}\u{e0100}\u{1d159}\u{1d173}'
  )
  const named = (character: string): string => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`

  test.each(UNSEEN.map(character => [named(character), character] as const))('%s', (name, character) => {
    expect(codeBlock(`line\nad${character}min`)).toBe(`\`\`\`\nline\nad${name}min\n\`\`\``)
    expect(code(`ad${character}min`)).toBe(`\`ad${name}min\``)
    expect(htmlCode(`ad${character}min`)).toBe(`<code>ad${name}min</code>`)
    const point = Number.parseInt(name.slice(3, -1), 16)
    const escape =
      point > 0xff_ff ? `\\U${point.toString(16).padStart(8, '0')}` : `\\u${point.toString(16).padStart(4, '0')}`
    expect(quoteAsCli(`ad${character}min`)).toBe(`"ad${escape}min"`)
    expect(attributeName(`ad${character}min`)).toBe(`"ad${escape}min"`)
  })

  test('the colors of an emoji, letters with marks and other blanks are seen', () => {
    const seen = 'a \u26a0\ufe0f e\u0301 \u30c6\u30b9\u30c8\u3000\u0939\u093f x\u00a0y'
    expect(codeBlock(seen)).toBe(`\`\`\`\n${seen}\n\`\`\``)
  })
})
