import { Refusal } from '../refusal.ts'
import type { View } from './document.ts'

const SIZE = 20
const LARGEST = 100

export interface Page<T> {
  readonly items: readonly T[]
  readonly links: Readonly<Record<string, string | null>>
  readonly meta: { readonly pagination: Readonly<Record<string, number | null>> }
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs#pagination */
export function pageOf<T>(view: View, all: readonly T[], url: URL): Page<T> {
  const number = positive(url, 'page[number]', 1)
  const size = Math.min(positive(url, 'page[size]', SIZE), LARGEST)
  const pages = Math.max(1, Math.ceil(all.length / size))
  const link = (page: number | null) => (page === null ? null : linkTo(view, url, page, size))
  const prev = number > 1 ? Math.min(number - 1, pages) : null
  const next = number < pages ? number + 1 : null
  return {
    items: all.slice((number - 1) * size, number * size),
    links: { self: link(number), first: link(1), prev: link(prev), next: link(next), last: link(pages) },
    meta: {
      pagination: {
        'current-page': number,
        'page-size': size,
        'prev-page': prev,
        'next-page': next,
        'total-pages': pages,
        'total-count': all.length
      }
    }
  }
}

/** Absolute, brackets percent-encoded, parameters in alphabetical order, as in the documented samples. */
function linkTo({ origin }: View, { pathname, searchParams }: URL, page: number, size: number): string {
  const parameters = new URLSearchParams(searchParams)
  parameters.set('page[number]', String(page))
  parameters.set('page[size]', String(size))
  parameters.sort()
  return `${origin}${pathname}?${parameters}`
}

function positive(url: URL, name: string, otherwise: number): number {
  const text = url.searchParams.get(name)
  if (text === null) return otherwise
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1)
    throw new Refusal(400, 'bad request', `${name} is not a positive number`)
  return value
}
