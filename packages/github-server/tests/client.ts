import { getOctokit } from '@actions/github'
import type { Github } from '../src/index.ts'

export const HERE = { owner: 'example', repo: 'infrastructure' }

/** The client that the action has, too. */
export function octokit(github: Github, token = github.defaultToken) {
  return getOctokit(token, { baseUrl: String(github.context.api_url) })
}

export interface Refused {
  readonly status: number
  readonly message: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly data: unknown
}

interface RequestError {
  readonly status: number
  readonly message: string
  readonly response?: { readonly headers: Refused['headers']; readonly data: unknown }
}

/** How a request was refused, or went without an answer; undefined when it wasn't. */
export async function refusalOf(request: Promise<unknown>): Promise<Refused | undefined> {
  return request.then(
    () => undefined,
    (error: unknown) => {
      const { status, message, response } = error as RequestError
      return { status, message, headers: response?.headers ?? {}, data: response?.data }
    }
  )
}

/** The same, of one that must be. */
export async function refusal(request: Promise<unknown>): Promise<Refused> {
  const refused = await refusalOf(request)
  if (refused === undefined) throw new Error('it was not refused')
  return refused
}
