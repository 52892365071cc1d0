import { describe, expect, test } from '@jest/globals'
import { GithubUnavailable } from '../../src/github/github-request.ts'
import { listedFiles } from '../../src/github/listed-files.ts'
import { settledList, wholeList, type PageQuery } from '../../src/github/whole-list.ts'

const numbers = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index)

/** What is found in a list whose pages are these, and the pages that were asked for. */
async function found(
  pages: readonly (readonly number[])[],
  linkOf: (page: number) => string | undefined = () => undefined
) {
  const asked: number[] = []
  const ask = ({ page }: PageQuery) => {
    asked.push(page)
    return Promise.resolve({ data: pages[page - 1] ?? [], headers: { link: linkOf(page) } })
  }
  return { list: await wholeList(ask, entry => entry), asked }
}

const link = (page: number, ...relations: readonly string[]): string =>
  relations.map(rel => `<https://api.github.com/repositories/1/pulls/7/files?page=${page}>; rel="${rel}"`).join(', ')

/** The header as GitHub has it: none where there is one page. */
const asGithub = (last: number) => (page: number) =>
  last === 1
    ? undefined
    : link(
        page,
        ...(page > 1 ? ['prev'] : []),
        ...(page < last ? ['next', 'last'] : []),
        ...(page > 1 ? ['first'] : [])
      )

describe('a list is read to its end', () => {
  const pages = [numbers(0, 30), numbers(30, 60), numbers(60, 72)]

  test('by the links of its pages', async () => {
    expect(await found(pages, asGithub(3))).toEqual({ list: numbers(0, 72), asked: [1, 2, 3] })
  })

  test('without links, up to a page without entries', async () => {
    expect(await found(pages)).toEqual({ list: numbers(0, 72), asked: [1, 2, 3, 4] })
  })

  test('without links, up to a page that brings nothing new', async () => {
    expect(await found([pages[0] ?? [], pages[0] ?? [], [99]])).toEqual({ list: numbers(0, 30), asked: [1, 2] })
  })

  test('where entries move from one page to the next, each is listed once', async () => {
    expect((await found([numbers(0, 30), numbers(29, 40)], asGithub(2))).list).toEqual(numbers(0, 40))
  })

  test.each(['<https://a.example/style.css>; rel="preload"', '<?page=2>; rel="prev next"', '<?page=2>;rel=next', ''])(
    'whatever else is in the header: %s',
    async header => {
      expect((await found(pages, page => (page < 3 ? header : undefined))).list).toEqual(numbers(0, 72))
    }
  )

  test('an empty one', async () => {
    expect(await found([])).toEqual({ list: [], asked: [1] })
  })
})

describe('a list is not used', () => {
  test.each<[string, readonly (readonly number[])[]]>([
    ['whose next page is the same', [numbers(0, 30), numbers(0, 30)]],
    ['whose next page is empty', [numbers(0, 30)]],
    ['that is empty and goes on', []]
  ])('%s', async (_, pages) => {
    await expect(found(pages, page => link(page, 'next'))).rejects.toThrow(GithubUnavailable)
  })

  test('that does not end', async () => {
    const endless = numbers(0, 2_000).map(number => [number])
    await expect(found(endless)).rejects.toThrow(/more than 1000 pages/)
  })
})

describe('the files of a pull request are known', () => {
  const files = (count: number) => numbers(0, count).map(number => ({ filename: `${number}.tf` }))
  const moved = [{ filename: 'b.tf', previous_filename: 'a.tf' }]

  test.each<[string, readonly { filename: string }[], number | undefined, readonly string[]]>([
    ['where they are as many as it counts', moved, 1, ['b.tf', 'a.tf']],
    ['where it does not count them', moved, undefined, ['b.tf', 'a.tf']],
    ['where more were added since', files(2), 1, ['0.tf', '1.tf']]
  ])('%s', (_, listed, count, expected) => {
    expect(listedFiles(listed, count)).toEqual({ files: expected })
  })

  test.each<[string, number, number | undefined]>([
    ['where it counts more', 30, 42],
    ['where GitHub lists no more', 3_000, 3_500],
    ['where GitHub may list no more', 3_000, undefined]
  ])('and not %s', (_, listed, count) => {
    expect(listedFiles(files(listed), count)).toEqual({ problem: expect.any(String) })
  })
})

describe('a list from which entries may go while it is read', () => {
  /** Lists of a hundred entries a page. Before each request for a second page, the first entry goes, as often as that. */
  const going = (entries: number[], times: number) => {
    let left = times
    return ({ page }: PageQuery) => {
      if (page === 2 && left > 0) {
        entries.shift()
        left -= 1
      }
      const last = Math.ceil(entries.length / 100)
      return Promise.resolve({
        data: entries.slice((page - 1) * 100, page * 100),
        headers: { link: asGithub(Math.max(last, page))(page) }
      })
    }
  }

  test('has each entry that stays, also one that moved to a page that was read before', async () => {
    const ask = going(numbers(0, 102), 1)
    expect(await settledList(ask, entry => entry)).toEqual(numbers(1, 102))
  })

  test('is read twice only where it has several pages', async () => {
    const asked: number[] = []
    const counted = (ask: ReturnType<typeof going>) => (query: PageQuery) => {
      asked.push(query.page)
      return ask(query)
    }
    await settledList(counted(going(numbers(0, 40), 0)), entry => entry)
    await settledList(counted(going(numbers(0, 140), 0)), entry => entry)
    expect(asked).toEqual([1, 2, 1, 2, 1, 2])
  })

  test('is not used where it never settles', async () => {
    await expect(settledList(going(numbers(0, 900), 100), entry => entry)).rejects.toThrow('other entries each time')
  })
})
