import { describe, expect, test } from '@jest/globals'
import { parseRules } from '../../src/slug/ignore.ts'
import { named, packedNames } from './trees.ts'

/** Without rules: the default ones. Every tree also has a main.tf. */
const VECTORS: readonly (readonly [paths: string, rules: string | undefined, packed: string])[] = [
  // Without a slash at its end a rule is about the entry, not about what is in it.
  ['foo/a.txt foo/bar/b.txt x/foo/c.txt', 'foo', 'foo/a.txt foo/bar/ foo/bar/b.txt x/ x/foo/c.txt'],
  ['foo/a.txt foo/bar/b.txt x/foo/c.txt', 'foo/', 'x/'],
  ['foo/a.txt x/foo/c.txt', '/foo/', 'x/ x/foo/ x/foo/c.txt'],
  ['foo/a.txt x/foo/c.txt', '/foo', 'foo/a.txt x/ x/foo/ x/foo/c.txt'],
  ['a/b.txt x/a/b.txt', 'a/b.txt', 'a/ x/ x/a/'],
  ['a.log d/b.log d.log/x', '*.log', 'd/ d.log/x'],
  ['foo/a foo/b/c foo/b/d/e', 'foo/*', ''],
  ['foo/a foo/b/c', 'foo/**', ''],
  ['a/z a/b/z a/b/c/z az', 'a/**/z', 'a/ a/b/ a/b/c/ az'],
  ['az axz a/z ab/z abcz', 'a**z', 'a/ ab/ abcz axz'],
  ['a1 a2/x ab', 'a?', 'a2/x'],
  ['a1.tf ab.tf a-.tf', 'a[0-9].tf', 'a-.tf ab.tf'],
  ['a1.tf ab.tf a!.tf', 'a[!0-9].tf', 'ab.tf'],
  ['a1.tf ab.tf', 'a[^0-9].tf', 'a1.tf'],
  ['a.txt b.txt d/a.txt', '*.txt\n!a.txt', 'a.txt d/ d/a.txt'],
  ['a.txt d/a.txt', '*.txt\n!/a.txt', 'a.txt d/'],
  ['d/a d/b d/s/k', 'd/\n!d/b', 'd/b'],
  // The default rules can be overridden, by a rule that is about directories.
  ['.git/config .git/HEAD a', '!.git/', '.git/ .git/HEAD .git/config a'],
  ['.git/config a', '!.git', 'a'],
  [
    '.terraform/plugins/p .terraform/modules/m/a .terraform/environment a',
    '!.terraform/',
    '.terraform/ .terraform/environment .terraform/modules/ .terraform/modules/m/ .terraform/modules/m/a .terraform/plugins/ .terraform/plugins/p a'
  ],
  ['.terraform/plugins/p .terraform/modules/m/a a', '.terraform/', 'a'],
  ['a.tf b.txt m/c.tf m/d.txt', '*\n!*.tf', 'a.tf m/c.tf'],
  ['a.tf b.txt m/c.tf m/d.txt', '**\n!**/*.tf', 'a.tf m/c.tf'],
  ['.git a', undefined, '.git a'],
  ['m/.git/config m/a a', undefined, 'a m/ m/a'],
  ['m/.terraform/x m/.terraform/modules/y m/a', undefined, 'm/ m/.terraform/modules/y m/a'],
  [
    'foo.terraform/bar.txt .terraformrc .terraform.lock.hcl terraform.tfstate .github/x node_modules/y',
    undefined,
    '.github/ .github/x .terraform.lock.hcl .terraformrc foo.terraform/ foo.terraform/bar.txt node_modules/ node_modules/y terraform.tfstate'
  ],
  // What isn't a wildcard is a regular expression.
  ['a+b aab ab', 'a+b', 'a+b'],
  ['a+b aab', 'a\\+b', 'aab'],
  ['foobar foofoobar a', '(foo)+bar', 'a'],
  ['ab xab cab abc', 'ab|c', 'cab xab'],
  ['aa a{2} b', 'a{2}', 'a{2} b'],
  ['a{,2} b', 'a{,2}', 'b'],
  ['a1 ab a_', 'a\\d', 'a_ ab'],
  ['a 1', '[[:alpha:]]', '1'],
  ['a é Б', '\\p{Cyrillic}', 'a é'],
  ['foo x/foo', '^foo', 'x/ x/foo'],
  ['foo$ foo', 'foo\\', 'foo'],
  ['a-foo afoo', 'a*\\bfoo', 'afoo'],
  ['a.b axb', 'a.b', 'axb'],
  ['#a a', '\\#a', 'a'],
  ['!a a', '\\!a', 'a'],
  ['a[ b', 'a[\nb', 'a['],
  ['a a++', 'a++', 'a a++'],
  // Odd lines.
  ['e/ a', undefined, 'a e/'],
  ['a', 'a # x', 'a'],
  ['a b', 'a\r\n', 'b'],
  ['a b', '  a\t\u00a0', 'b'],
  ['a x/a', './a', 'a x/ x/a'],
  ['a b/c', '//b', 'a b/ b/c'],
  ['a b', '#a\n\n   \n!\nb', 'a'],
  ['a b', '\ufeffa', 'a b'],
  [
    '.excluded/file.txt excluded excluded-dir/excluded included',
    'excluded\nexcluded-dir/\n.excluded',
    '.excluded/file.txt included'
  ],
  // Where Terraform doesn't look depends on whether a ! comes later.
  ['foo/a/b foo/c', 'foo/*\n!foo/c', 'foo/a/b foo/c'],
  ['foo/a/b foo/c', 'foo\nfoo/*', 'foo/a/b'],
  ['foo/a/b foo/c', 'foo/*\n!x', 'foo/a/b'],
  ['foo/a/b foo/c', 'foo/*\n!x[', 'foo/a/b'],
  ['foo/a/b/c foo/d', 'foo/\n!foo/a/b/', 'foo/a/b/c'],
  ['.git/x/y a', '!/other', 'a'],
  // The cases that go-slug brings along.
  [
    'logs/foo.txt src/baz/ignored.txt src/foo/bar.txt tmp/tmp.txt',
    'src/**/*\n!src/foo/bar.txt\nlogs/\ntmp/',
    'src/foo/bar.txt'
  ],
  [
    '.terraform/modules/README .terraform/modules/subdir/README .terraform/plugins/foo.txt bar.txt',
    undefined,
    '.terraform/modules/README .terraform/modules/subdir/ .terraform/modules/subdir/README bar.txt'
  ]
]

describe('what Terraform uploads of a tree', () => {
  test.each(VECTORS)('%s, with the rules %j', async (paths, rules, packed) => {
    const own = ['main.tf', ...(rules === undefined ? [] : ['.terraformignore'])]
    const tree = { ...named(paths), 'main.tf': '', ...(rules === undefined ? {} : { '.terraformignore': rules }) }
    const names = await packedNames(tree)
    // A rule that is about everything is about these two as well; they are compared where they are left.
    expect(names.filter(name => !own.includes(name))).toEqual(packed.split(' ').filter(Boolean).sort())
  })
})

describe('the rules of the archive-dir fixture of go-slug', () => {
  const rules = parseRules(
    ['baz.txt', 'terraform.d/', '!/terraform.d/', '**/foo/bar.tf', 'foo/*.md', 'bar/something-[a-z].txt'].join('\n') +
      '\nboop.txt\n!/boop.txt'
  )

  test.each([
    '.terraform/',
    '.terraform/foo/bar',
    '.terraform/foo/bar/more/directories/so/many',
    'baz.txt',
    'parent/foo/baz.txt',
    'parent/foo/bar.tf',
    'foo/ignored-doc.md',
    'bar/something-a.txt',
    'some-module/terraform.d/x',
    'baz/boop.txt'
  ])('exclude %s', path => {
    expect(rules.excludes(rules.read(rules.root, path))).toBe(true)
  })

  test.each([
    'included.txt',
    'parent/bar/bar.tf',
    'something/with-baz.txt',
    'something/baz.x',
    'terraform.d/',
    'terraform.d/foo',
    'terraform.d',
    'boop.txt'
  ])('keep %s', path => {
    expect(rules.excludes(rules.read(rules.root, path))).toBe(false)
  })
})

test('a path may be read in pieces', () => {
  const rules = parseRules('a/b*/c')
  const pieces = ['x/a', '/', 'b', 'bb/', 'c'].reduce((path, piece) => rules.read(path, piece), rules.root)
  expect(rules.excludes(pieces)).toBe(true)
})

describe('names that look the same', () => {
  const composed = 'caf\u00e9'
  const decomposed = 'cafe\u0301'

  test.each([
    ['a composed rule, a decomposed name', composed, decomposed, true],
    ['a decomposed rule, a composed name', decomposed, composed, true],
    ['an ending', `*.${composed}`, `x.${decomposed}`, true],
    ['a class', `caf[${composed.slice(3)}]`, decomposed, true],
    ['another name', composed, 'cafe', false],
    ['a negation', `*\n!${composed}`, decomposed, false]
  ])('%s', (_what, rule, name, excluded) => {
    const rules = parseRules(rule)
    expect(rules.excludes(rules.read(rules.root, name))).toBe(excluded)
  })

  test('are packed as they are written on the disk', async () => {
    expect(await packedNames({ [`${decomposed}/x`]: '', y: '' })).toEqual([`${decomposed}/`, `${decomposed}/x`, 'y'])
  })
})

test('rules that are none are named', () => {
  expect(parseRules('a[\n b\n!(\n# c[\n*++').invalid).toEqual(['a[', '!(', '*++'])
})

describe('a directory that need not be looked into', () => {
  const asDirectory = (text: string, path: string) => {
    const rules = parseRules(text)
    const directory = rules.read(rules.root, path)
    return { dominates: rules.dominates(directory), excludesAllBelow: rules.excludesAllBelow(directory) }
  }

  test.each([
    ['nothing but the rule', 'n/', 'n/', { dominates: true, excludesAllBelow: true }],
    ['a ! before it', '!x\nn/', 'n/', { dominates: true, excludesAllBelow: true }],
    ['a ! after it that may match in it', 'n/\n!x', 'n/', { dominates: false, excludesAllBelow: false }],
    ['a ! after it that can not', 'n/\n!/x', 'n/', { dominates: false, excludesAllBelow: true }],
    ['a ! that is not a valid rule', 'n/\n!x[', 'n/', { dominates: false, excludesAllBelow: true }],
    ['a rule that does not match all below', 'n/*', 'n/', { dominates: true, excludesAllBelow: false }],
    [
      'a rule that ends in a class of characters, which has stars',
      '[n/***',
      'n/',
      { dominates: true, excludesAllBelow: false }
    ],
    ['no rule', 'm/', 'n/', { dominates: false, excludesAllBelow: false }],
    ['a default rule', '!/x', 'm/.git/', { dominates: false, excludesAllBelow: true }],
    ['a default rule with its exception', '', '.terraform/', { dominates: false, excludesAllBelow: false }],
    ['further down in it', '', '.terraform/providers/', { dominates: false, excludesAllBelow: false }]
  ])('%s', (_why, text, path, expected) => {
    expect(asDirectory(text, path)).toEqual(expected)
  })
})

describe('expressions in rules are those of Go', () => {
  const excludes = (rule: string, name: string): boolean => {
    const rules = parseRules(rule)
    return rules.excludes(rules.read(rules.root, name))
  }

  test.each([
    ['/[]a]', [']', 'a'], ['b']],
    ['/[^]a]', ['b'], [']', 'a']],
    ['/[[:alpha:]_]', ['a', '_'], ['1', 'é']],
    ['/[[:^alpha:]]', ['1', 'é'], ['a']],
    ['/[\\d\\x41-\\x43]', ['0', 'B'], ['D']],
    ['/\\s', ['\t', '\f'], ['\v', '\u00a0']],
    ['/\\pL\\p{Lu}\\p{Greek}', ['éÉω'], ['1Éω', 'éeω', 'éÉo']],
    ['/\\x41\\x{1F600}', ['A😀'], ['A']],
    ['/a{2}b', ['aab'], ['ab', 'aaab']],
    ['/a{,2}', ['a{,2}'], ['aa']],
    ['/(a|)b', ['b', 'ab'], ['xb']],
    ['/a+', ['a', 'aaa'], ['ab']],
    ['/a\\b-', ['a-'], ['ab-']]
  ])('%s', (rule, yes, no) => {
    expect(yes.filter(name => !excludes(rule, name))).toEqual([])
    expect(no.filter(name => excludes(rule, name))).toEqual([])
  })

  test.each([
    '(',
    ')',
    '[',
    '[b-a]',
    '[[:nonsense:]]',
    '(+',
    'a{2}{3}',
    'a{1001}',
    '(a{100}){11}',
    '\\Z',
    '\\1',
    '\\p{'
  ])('Go refuses %s', rule => {
    expect(parseRules(`/${rule}`).invalid).toEqual([`/${rule}`])
  })

  test.each([
    ['/(a+)+b', 'a'],
    ['/(a|a)+b', 'a'],
    ['**/**/**/**/**/x', 'a/'],
    ['/(a?){50}a{50}', 'a'],
    ['(x+x+)+y', 'x'],
    ['/(a|b)+c(a|b){12}', 'abbabaab']
  ])('%s on a long run of %j ends', (rule, unit) => {
    // Backtracking would not end before the suite does.
    expect(excludes(rule, unit.repeat(20_000))).toBe(false)
  })
})
