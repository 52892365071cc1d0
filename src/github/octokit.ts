// The order matters.
import { restoreEnvironment } from './hidden-environment.ts'
import { getOctokit } from '@actions/github'
import type { Clock } from '../clock.ts'
import { InputError } from '../errors.ts'
import { readBody, rejectHtmlPage } from '../network/body.ts'
import { Deadline } from '../network/deadline.ts'
import type { Answer, Fetch } from '../network/fetch.ts'
import { isUsable } from '../network/proxy.ts'

restoreEnvironment()

export type Octokit = ReturnType<typeof getOctokit>

/** What a client of GitHub's API needs of the world. */
export interface GitHubWorld {
  readonly env: NodeJS.ProcessEnv
  readonly clock: Clock
  /** The network's own, with the same proxies and certificates as for the service. */
  readonly fetch: Fetch
  /** Aborted when the job is cancelled. */
  readonly signal: AbortSignal
}

/** Milliseconds without a byte after which a request is given up. */
const DEADLINE_MS = 20_000
/** A page of a hundred comments of 64 KiB has a twentieth of it. */
const MAX_ANSWER_BYTES = 128 * 2 ** 20
const MAX_REDIRECTS = 3

const apiOf = ({ GITHUB_API_URL: api = '' }: NodeJS.ProcessEnv): string =>
  api.trim() === '' ? 'https://api.github.com' : api.trim()

/** Octokit over the network's own `fetch`. */
export const octokitFor = (token: string, world: GitHubWorld): Octokit =>
  getOctokit(token, { baseUrl: apiOf(world.env), log: QUIET, request: { fetch: octokitFetch(world) } })

const nothing = (): void => undefined
const QUIET = { debug: nothing, info: nothing, warn: nothing, error: nothing }

interface Asked {
  readonly method: string
  readonly headers: Record<string, string>
  readonly body?: string
}

/** The `fetch` that Octokit calls: an answer comes whole, or not at all. */
function octokitFetch(world: GitHubWorld): (url: string, asked: Asked) => Promise<Response> {
  return async (to, { method, headers, body }) => {
    using deadline = new Deadline(world.clock, DEADLINE_MS, world.signal)
    const request = {
      method,
      headers,
      redirect: 'manual',
      signal: deadline.signal,
      setting: 'GITHUB_API_URL',
      ...(body && { body })
    } as const
    const api = URL.parse(apiOf(world.env))
    if (api === null || !isUsable(api))
      throw new InputError([
        'the environment variable GITHUB_API_URL must be a URL such as https://HOST/api/v3, but is not. Set it to the address of the API, without user and password'
      ])
    let url = new URL(to)
    for (let redirects = 0; ; redirects++) {
      const answer = await world.fetch(url, request)
      deadline.alive()
      const { bytes, isWhole } = await readBody(answer, MAX_ANSWER_BYTES, deadline.alive)
      if (!isWhole) throw new Error(`${url.host} answered with more than ${MAX_ANSWER_BYTES / 2 ** 20} MiB`)
      if (answer.status < 300) rejectHtmlPage(answer)
      const next = redirects < MAX_REDIRECTS ? redirectOf(answer, method, url) : undefined
      if (next === undefined) return responseOf(answer, bytes)
      url = next
    }
  }
}

/** Renamed repositories redirect. The token goes to no other origin, and a write only where it stays one. */
function redirectOf({ status, headers }: Answer, method: string, url: URL): URL | undefined {
  if (![307, 308].includes(status) && !(method === 'GET' && [301, 302].includes(status))) return undefined
  const to = URL.parse(headers.get('location') ?? '', url.href)
  return to?.origin === url.origin ? to : undefined
}

/** What Octokit reads, and what `PullRequests` does. */
const READ_HEADERS = ['content-type', 'date', 'link', 'retry-after', 'x-ratelimit-remaining', 'x-ratelimit-reset']

function responseOf({ status, headers }: Answer, bytes: Buffer<ArrayBuffer>): Response {
  const read = READ_HEADERS.map(name => [name, headers.get(name)] as const)
  const given = read.filter((pair): pair is [string, string] => pair[1] !== null)
  // Octokit takes a redirect for an answer.
  const shown = status >= 300 && status < 400 ? 502 : status
  return new Response([204, 205].includes(status) ? null : bytes, { status: shown, headers: given })
}
