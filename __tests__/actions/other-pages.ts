import { createServer, request } from 'node:http'
import type { Github, Trigger } from '../../packages/github-server/src/index.ts'
import { closed, listening } from './in-front.ts'

/** How a server, or a proxy in front of it, has the pages of a list. */
export interface OtherPages {
  /** Entries of a page, whatever `per_page` says: Gitea and Forgejo know `limit` instead. */
  readonly size: number
  /** Whether answers have the header `Link`. Default true. */
  readonly hasLinks?: boolean
  /** Whether each page is the first one. Default false. */
  readonly hasOnePage?: boolean
}

/** The event of a server that has GitHub's API with other pages. */
export async function withPages(
  github: Github,
  trigger: Trigger,
  { size, hasLinks = true, hasOnePage = false }: OtherPages
): Promise<Trigger & AsyncDisposable> {
  const server = createServer((asked, answer) => {
    const url = new URL(asked.url ?? '/', github.address)
    if (asked.method === 'GET') url.searchParams.set('per_page', String(size))
    if (hasOnePage) url.searchParams.delete('page')
    const passed = request(url, { method: asked.method ?? 'GET', headers: asked.headers }, answered => {
      if (!hasLinks) delete answered.headers.link
      answer.writeHead(answered.statusCode ?? 502, answered.headers)
      answered.pipe(answer)
    })
    passed.on('error', () => answer.destroy())
    asked.pipe(passed)
  })
  const port = await listening(server, '127.0.0.1')
  return {
    ...trigger,
    github: { ...trigger.github, api_url: `http://127.0.0.1:${port}` },
    [Symbol.asyncDispose]: () => closed(server)
  }
}
