import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { serveGithub, type Github } from '../../packages/github-server/src/index.ts'
import { serve, type Hcp } from '../../packages/hcp-terraform-server/src/index.ts'
import { authority, type Authority } from './certificates.ts'
import { at, front } from './in-front.ts'
import { onGithub } from './on-github.ts'
import type { onARunner, Options } from './on-a-runner.ts'

/** A case of a network happens to one of these, and the other is reached without it. */
export const HOSTS = ['the service', "GitHub's API"] as const
export type HostName = (typeof HOSTS)[number]

export interface Reached extends AsyncDisposable {
  readonly hcp: Hcp
  readonly github: Github
  readonly ca: Authority
  /** The port that speaks TLS for the host. */
  readonly port: number
  /** What was asked of the host. */
  readonly paths: readonly string[]
  /** The server of the step, and the options that make it ask both hosts. */
  step(options?: Options): readonly [Parameters<typeof onARunner>[0], Options]
}

export interface ReachOptions {
  /** How the host is called: its certificate is for this. */
  readonly name?: string
  /** Whether its address names the port, as it must where no proxy finds it. */
  readonly withPort?: boolean
  /** Where it listens. */
  readonly host?: string
  readonly serve?: Parameters<typeof serve>[0]
}

/** A service and a GitHub Enterprise Server, of which one is asked by https, and so through proxies. */
export async function reached(
  which: HostName,
  { name = 'host.example.test', withPort = false, host = '127.0.0.1', serve: options = {} }: ReachOptions = {}
): Promise<Reached> {
  const ca = authority('Corporate')
  const hcp = await serve(options)
  const github = await serveGithub({ enterprise: true })
  const pull = github.addPullRequest({ number: 7 })
  const inner = which === 'the service' ? hcp.address : github.address
  const tls = await front(inner, { tls: ca.sign(name.replace(/^\[(.*)\]$/, '$1')), host })
  const address = `https://${name}${withPort ? `:${tls.port}` : ''}`
  const trigger = github.trigger('pull_request', pull)
  return {
    hcp,
    github,
    ca,
    port: tls.port,
    paths: tls.paths,
    step: (given = {}) =>
      which === 'the service'
        ? [{ ...at(hcp, address), secrets: hcp.secrets }, onGithub(trigger, given)]
        : [
            hcp,
            onGithub(
              {
                ...trigger,
                github: { ...trigger.github, api_url: String(trigger.github.api_url).replace(github.address, address) }
              },
              given
            )
          ],
    async [Symbol.asyncDispose]() {
      for (const server of [tls, hcp, github]) await server[Symbol.asyncDispose]()
      ca[Symbol.dispose]()
    }
  }
}

/** What a proxy does with a request for a tunnel. A number is the status that it answers. */
export type Misbehaviour = 'closes' | 'is silent' | number

export interface BadProxy extends AsyncDisposable {
  readonly port: number
  /** When a tunnel was asked for, in milliseconds. */
  readonly askedAt: readonly number[]
  /** Resolves when a tunnel was asked for. */
  readonly asked: Promise<void>
}

/** A proxy that opens no tunnel. */
export async function badProxy(how: Misbehaviour): Promise<BadProxy> {
  const askedAt: number[] = []
  const sockets = new Set<Socket>()
  const first = Promise.withResolvers<undefined>()
  const server = createServer()
  server.on('connection', socket => {
    sockets.add(socket)
    socket.on('error', () => undefined)
  })
  server.on('connect', (_request, client: Socket) => {
    askedAt.push(Date.now())
    first.resolve(undefined)
    if (how === 'closes') client.destroy()
    else if (how !== 'is silent') client.end(`HTTP/1.1 ${how} No\r\n\r\n`)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    askedAt,
    asked: first.promise,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise(resolve => server.close(resolve))
    }
  }
}
