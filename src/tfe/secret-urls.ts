import { RunFailed } from '../errors.ts'
import { Secrets } from '../secrets/secrets.ts'

/** Shorter parts of a URL occur elsewhere by chance. */
const MIN_PART_CHARS = 8

/**
 * Where a URL of an answer leads. Servers may give it without their own origin; where the API is asked by https, so is what it names. `use` says
 * what it is for.
 */
export function linkedUrl(base: URL, given: string, use: string): URL {
  const url = URL.parse(given, base.href)
  if (url === null || !mayFollow(base, url)) {
    const shown = url === null ? 'an invalid URL' : url.origin === 'null' ? url.protocol : url.origin
    throw new RunFailed(
      `The action does not use a URL that the server returned for ${use}: ${shown}. It must begin with https, like the URL of the API.`
    )
  }
  return url
}

/** A redirect may leave plain http, but not lead to it: the address is a secret, and so is what it leads to. */
export const mayFollow = (from: URL, to: URL): boolean =>
  to.protocol === 'https:' || (to.protocol === 'http:' && from.protocol === 'http:')

/** Characters of a part of a path that is a secret by itself, wherever it is. Ids and words are shorter. */
const MIN_PATH_PART_CHARS = 32
/** The same of a parameter. Signatures have 27 characters and more, in base64 without its end; dates, types and numbers are shorter. */
const MIN_PARAMETER_CHARS = 24

/** What no text of a step may have of a URL that needs no token, whatever request the text is about. */
export function addSecretUrl(secrets: Secrets, url: URL): void {
  const { pathname, search, username, password } = url
  const long = (texts: readonly string[], chars: number): readonly string[] =>
    texts.filter(({ length }) => length >= chars)
  secrets.addFrom(url.href, [
    ...long([pathname + search, ...pathname.split('/'), username, password], MIN_PATH_PART_CHARS),
    ...long([search.slice(1), ...parametersOf(url)], MIN_PARAMETER_CHARS)
  ])
}

const parametersOf = ({ search, searchParams }: URL): readonly string[] => [
  ...search.split(/[?&]/).map(parameter => parameter.slice(parameter.indexOf('=') + 1)),
  ...searchParams.values()
]

const partsOf = (url: URL): readonly string[] => [
  ...url.pathname.split('/'),
  ...parametersOf(url),
  url.username,
  url.password
]

/** The secrets of URLs that need no token, and those that are known: servers like to repeat all or a part of what they were asked for. */
export function secretsOf(urls: readonly URL[], known = new Secrets()): Secrets {
  const secrets = new Secrets(known)
  for (const url of urls) {
    const long = partsOf(url).filter(({ length }) => length >= MIN_PART_CHARS)
    for (const secret of [url.pathname + url.search, url.pathname, url.search.slice(1), ...long]) secrets.add(secret)
  }
  return secrets
}
