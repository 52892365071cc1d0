import { afterAll, describe, expect, test } from '@jest/globals'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectionInputs } from '../../src/inputs/connection.ts'
import { hostOfVariable } from '../../src/inputs/token.ts'
import { parseInputs } from '../../src/github/inputs.ts'
import { authority, hasOpenssl } from '../actions/certificates.ts'
import { tunnels } from '../actions/in-front.ts'

const sourceOf = (hostname: string, env: NodeJS.ProcessEnv, token = ''): { token: string; tokenSource: string } =>
  parseInputs(
    name => ({ hostname, token })[name] ?? '',
    input => connectionInputs(input, env)
  )

/** Variables, and the host that each is for, as Terraform has it. */
const SPELLINGS: readonly (readonly [string, string])[] = [
  ['TF_TOKEN_a_example_test', 'a.example.test'],
  ['TF_TOKEN_b.example.test', 'b.example.test'],
  ['TF_TOKEN_c__1_example_test', 'c-1.example.test'],
  ['TF_TOKEN_d-1_example_test', 'd-1.example.test'],
  ['TF_TOKEN_E_Example_TEST', 'e.example.test'],
  ['TF_TOKEN_f_example_test:8443', 'f.example.test:8443'],
  ['TF_TOKEN_g_example_test:443', 'g.example.test'],
  ['TF_TOKEN_xn____bcher__kva_example_test', 'xn--bcher-kva.example.test'],
  ['TF_TOKEN_käse_example_test', 'xn--kse-qla.example.test']
]
/** Hosts that none of those is for. */
const WITHOUT = ['f.example.test', 'a.example.test:8443', 'c.1.example.test', 'h.example.test']
const VARIABLES = {
  ...Object.fromEntries(SPELLINGS.map(([name, host]) => [name, `for-${host}`])),
  tf_token_h_example_test: 'small letters',
  TF_TOKEN_: 'unused',
  TF_TOKEN__h_example_test: 'a hyphen first'
}

describe('a variable that names its host', () => {
  test.each(SPELLINGS)('%s is for %s', (name, host) => {
    expect(hostOfVariable(name)).toBe(host)
    expect(sourceOf(host, VARIABLES)).toMatchObject({
      token: `for-${host}`,
      tokenSource: `the environment variable ${name}`
    })
  })

  test.each(WITHOUT)('none is for %s', host => {
    expect(() => sourceOf(host, VARIABLES)).toThrow('`token` is missing')
  })

  const hasTerraform = spawnSync('terraform', ['version'], { stdio: 'ignore' }).error === undefined
  if (!hasTerraform) console.warn('no terraform on PATH: it does not judge the names of variables')
  const judged = hasTerraform && hasOpenssl ? test : test.skip
  judged('is read as terraform reads it', async () => {
    // Terraform asks no module of a host whose name is not ASCII.
    const spellings = SPELLINGS.filter(([, host]) => !host.startsWith('xn--'))
    const hosts = [...spellings.map(([, host]) => host), ...WITHOUT]
    const names = [...new Set(hosts.map(host => host.replace(/:.*/, '')))]
    using ca = authority('Corporate')
    const seen = new Map<string, string | undefined>()
    const server = createServer(ca.sign(...names), ({ headers, url = '' }, answer) => {
      if (url.startsWith('/.well-known/')) seen.set(headers.host ?? '', headers.authorization?.replace('Bearer ', ''))
      answer.writeHead(404).end()
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const { port } = server.address() as AddressInfo
    await using proxy = await tunnels({ ports: Object.fromEntries(names.map(name => [name, port])) })
    const directory = mkdtempSync(join(tmpdir(), 'tokens-'))
    const modules = hosts.map((host, at) => `module "m${at}" {\n  source = "${host}/a/b/c"\n}\n`)
    writeFileSync(join(directory, 'main.tf'), modules.join('\n'))
    const child = spawn('terraform', ['get'], {
      cwd: directory,
      stdio: 'ignore',
      env: {
        ...VARIABLES,
        PATH: process.env.PATH,
        HOME: directory,
        CHECKPOINT_DISABLE: '1',
        SSL_CERT_FILE: ca.file,
        HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`
      }
    })
    await once(child, 'close')
    server.closeAllConnections()
    server.close()
    rmSync(directory, { recursive: true })
    const expected = [...spellings.map(([, host]) => [host, `for-${host}`]), ...WITHOUT.map(host => [host, undefined])]
    expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(expected))
  })
})

describe('credentials of the CLI', () => {
  const home = mkdtempSync(join(tmpdir(), 'home-'))
  afterAll(() => rmSync(home, { recursive: true }))
  mkdirSync(join(home, '.terraform.d'))
  writeFileSync(
    join(home, '.terraform.d', 'credentials.tfrc.json'),
    JSON.stringify({ credentials: { 'login.example.test': { token: 'by-login' } } })
  )
  writeFileSync(
    join(home, '.terraformrc'),
    '# credentials "a.example.test" { token = "commented" }\nplugin_cache_dir = "/x" // y\ncredentials "A.example.test" {\n  token = "t//1" # here\n}\n'
  )
  writeFileSync(join(home, 'other.rc'), 'credentials "c.example.test" {\n  token = "from-other"\n}\n')
  const env = { HOME: home }

  test.each([
    ['a.example.test', env, 't//1', join(home, '.terraformrc')],
    ['login.example.test', env, 'by-login', join(home, '.terraform.d', 'credentials.tfrc.json')],
    ['c.example.test', { ...env, TF_CLI_CONFIG_FILE: join(home, 'other.rc') }, 'from-other', join(home, 'other.rc')]
  ])('give the token for %s', (host, variables, token, file) => {
    expect(sourceOf(host, variables)).toMatchObject({ token, tokenSource: `the file ${file}` })
  })

  test('are for no other host, and not read where TF_CLI_CONFIG_FILE names another file', () => {
    expect(() => sourceOf('b.example.test', env)).toThrow('`token` is missing')
    expect(() => sourceOf('a.example.test:8443', env)).toThrow('`token` is missing')
    expect(() => sourceOf('a.example.test', { ...env, TF_CLI_CONFIG_FILE: join(home, 'other.rc') })).toThrow('missing')
  })

  test('come last', () => {
    expect(sourceOf('a.example.test', { ...env, TFE_TOKEN: 'any' }).token).toBe('any')
    expect(sourceOf('a.example.test', env, 'given').token).toBe('given')
  })
})
