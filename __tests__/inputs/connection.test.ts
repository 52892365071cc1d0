import { describe, expect, test } from '@jest/globals'
import { connectionInputs, workspaceInputs } from '../../src/inputs/connection.ts'
import { tokenVariable } from '../../src/inputs/token.ts'
import { InputError } from '../../src/errors.ts'
import { parseInputs } from '../../src/github/inputs.ts'

const connection = (table: Readonly<Record<string, string>>, env: NodeJS.ProcessEnv = {}) =>
  parseInputs(
    name => table[name] ?? '',
    input => connectionInputs(input, env)
  )
const problems = (table: Readonly<Record<string, string>>, env: NodeJS.ProcessEnv = {}): string => {
  try {
    connection(table, env)
    return ''
  } catch (error) {
    return error instanceof InputError ? error.message : String(error)
  }
}

describe('the host', () => {
  test.each<[string, string]>([
    ['', 'https://app.terraform.io/api/v2'],
    ['tfe.example.com', 'https://tfe.example.com/api/v2'],
    ['tfe.example.com:8443', 'https://tfe.example.com:8443/api/v2'],
    ['https://tfe.example.com/', 'https://tfe.example.com/api/v2'],
    ['https://tfe.example.com/api/v2', 'https://tfe.example.com/api/v2'],
    ['https://tfe.example.com//', 'https://tfe.example.com/api/v2'],
    ['tfe.example.com//api//v2/', 'https://tfe.example.com/api/v2'],
    ['https://proxy.example.com/app', 'https://proxy.example.com/app/api/v2'],
    ['https://proxy.example.com/tfe', 'https://proxy.example.com/tfe/api/v2'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/api/v2'],
    ['http://localhost:8080', 'http://localhost:8080/api/v2'],
    ['http://[::1]:8080', 'http://[::1]:8080/api/v2']
  ])('%s', (hostname, base) => {
    expect(connection({ hostname, token: 't0ken' }).base.href).toBe(base)
  })

  test.each<[string, string]>([
    ['http://tfe.example.com', 'http sends the token in clear text'],
    ['http://127.0.0.1.example.com', 'http sends the token in clear text'],
    ['ftp://tfe.example.com', 'must be a host such as `app.terraform.io`, or an https URL'],
    ['tfe example com', 'must be a host'],
    ['https://user:pass@tfe.example.com', 'must be a host or a URL without user, query and fragment'],
    ['https://app.terraform.io/app/acme/workspaces/web', 'without the path of a page, such as `app.terraform.io`'],
    ['app.terraform.io/session', 'without the path of a page, such as `app.terraform.io`'],
    ['tfe.example.com:8443/app/acme', 'without the path of a page, such as `tfe.example.com:8443`'],
    ['https://proxy.example.com/tfe/app/acme', 'such as `https://proxy.example.com/tfe`'],
    ['https://tfe.example.com?x', 'must be a host or a URL without user, query and fragment']
  ])('not %s', (hostname, problem) => {
    expect(problems({ hostname, token: 't0ken' })).toContain(problem)
  })

  test.each([
    'https://user:hunter2@tfe.example.com',
    'user:hunter2@tfe.example.com',
    'https://a:b@hunter2@x',
    'https://tfe.example.com?token=hunter2',
    'ftp://x:hunter2@y',
    'https://user:/organizations/hunter2@app.terraform.io/app/acme/workspaces/web',
    'https:\\\\user:hunter2@app.terraform.io/app/acme',
    'https://hunter2/x%40tfe.example.com/app/acme'
  ])('is refused without its password: %s', hostname => {
    const problem = problems({ hostname, token: 't0ken' })
    expect(problem).toMatch(/^`hostname` must be /)
    expect(problem).not.toContain('hunter2')
  })

  const TOKEN = 'AbCdEfGhIjKlMn.atlasv1.QwErTyUiOpAsDfGhJkLzXcVbNmQwErTyUiOpAsDfGhJkLzXcVbNmQwErTy'

  test.each([
    TOKEN,
    TOKEN.toUpperCase(),
    `https://${TOKEN}`,
    `https://${TOKEN}:8443/app/acme`,
    `https://tfe.example.com/${TOKEN}`,
    `ftp://${TOKEN}`,
    `${TOKEN} x`,
    TOKEN.replaceAll('.', '\u3002'),
    TOKEN.replaceAll('.', '%2E'),
    'atlasv1.QwErTyUiOpAs'
  ])('is not a token, which is not repeated: %s', hostname => {
    for (const [table, env] of [
      [{ hostname, token: 't0ken' }, {}],
      [{ token: 't0ken' }, { TF_HOSTNAME: hostname }]
    ] as const) {
      const problem = problems(table, env)
      expect(problem).toContain('`hostname` must be a host such as `app.terraform.io`, but looks like a token')
      expect(problem.toLowerCase()).not.toMatch(/abcdefghijklmn|qwertyui/)
    }
  })

  test.each(['x'.repeat(64), `https://${'x'.repeat(64)}.example.com`, `${'x'.repeat(60)}.`.repeat(4) + 'x'.repeat(10)])(
    'is not longer than a name may be, and then not repeated: %s',
    hostname => {
      const problem = problems({ hostname, token: 't0ken' })
      expect(problem).toMatch(/^`hostname` must be a host, whose name has at most 253 characters/)
      expect(problem).not.toContain('xxx')
    }
  )

  test('may be as long as a name may be', () => {
    const hostname = `${'x'.repeat(63)}.${'y'.repeat(63)}.${'z'.repeat(63)}.${'w'.repeat(61)}`
    expect(connection({ hostname, token: 't0ken' }).base.hostname).toBe(hostname)
  })

  test('is what the first of the usual environment variables says', () => {
    const env = {
      TFE_ADDRESS: 'https://d.example',
      TFE_HOSTNAME: 'c.example',
      TF_CLOUD_HOSTNAME: 'b.example',
      TF_HOSTNAME: ' '
    }
    expect(connection({ token: 't0ken' }, env).site).toBe('https://b.example')
    expect(connection({ token: 't0ken', hostname: 'a.example' }, env).site).toBe('https://a.example')
  })
})

describe('the token', () => {
  test('that names its host wins over those for any host', () => {
    const env = { TF_TOKEN_tfe_my__corp_example: 'named', TF_API_TOKEN: 'any', TFE_TOKEN: 'other' }
    expect(connection({ hostname: 'tfe.my-corp.example' }, env)).toMatchObject({
      token: 'named',
      tokenSource: 'the environment variable TF_TOKEN_tfe_my__corp_example'
    })
    expect(connection({ hostname: 'elsewhere.example' }, env).token).toBe('any')
    expect(connection({ token: 'given' }, env)).toMatchObject({ token: 'given', tokenSource: 'the input `token`' })
  })

  test('is named for its host as Terraform names it', () => {
    expect(tokenVariable('app.terraform.io')).toBe('TF_TOKEN_app_terraform_io')
  })

  test('that is missing says why that may be', () => {
    expect(problems({})).toContain('GitHub passes no secrets to workflows from forks')
    expect(problems({})).toContain('reusable workflow')
    expect(problems({})).toContain('`secrets: inherit`')
  })

  test('that can not be one is not shown', () => {
    const message = problems({}, { TFE_TOKEN: 'half of\na secret' })
    expect(message).toContain('Check that you copied the whole token')
    expect(message).not.toContain('half')
  })
})

test('organization and workspace fall back to their variables, and are names', () => {
  const read = (table: Readonly<Record<string, string>>, env: NodeJS.ProcessEnv) => () =>
    parseInputs(
      name => table[name] ?? '',
      input => workspaceInputs(input, env)
    )
  expect(read({ workspace: 'web' }, { TF_CLOUD_ORGANIZATION: 'acme', TF_WORKSPACE: 'other' })()).toEqual({
    organization: 'acme',
    workspace: 'web'
  })
  expect(read({ workspace: 'a b' }, {})).toThrow(
    "`organization` is missing. Set it to the organization's name, or set the environment variable TF_CLOUD_ORGANIZATION.\n`workspace` must be a name without slashes and spaces, but is `a b`"
  )
  // One error says what to set both to.
  expect(read({ workspace: 'a/b' }, {})).toThrow(/^[^\n]* Set it to `b`, and `organization` to `a`\.$/)
  expect(read({}, { TF_CLOUD_ORGANIZATION: 'my org', TF_WORKSPACE: 'a b' })).toThrow(
    /`my org` \(from the environment variable TF_CLOUD_ORGANIZATION\)\.\n.*`a b` \(from the environment variable TF_WORKSPACE\)\.$/
  )
})

test.each(['abc.atlasv1.XyZ', 'https://app.terraform.io/app/abc.atlasv1.XyZ', 'a abc.atlasv1.XyZ'])(
  'a token is neither an organization nor a workspace, and is not repeated: %s',
  value => {
    const read = (): unknown =>
      parseInputs(
        name => (name === 'organization' ? value : ''),
        input => workspaceInputs(input, { TF_WORKSPACE: value })
      )
    expect(read).toThrow(
      /^`organization` must be a name.*, but looks like a token.*\n`workspace` .* looks like a token/
    )
    expect(read).not.toThrow(/XyZ/)
  }
)

test('a name may have the word of tokens in it', () => {
  const inputs = parseInputs(
    name => (name === 'organization' ? 'acme' : 'atlasv1-migration'),
    input => workspaceInputs(input, {})
  )
  expect(inputs.workspace).toBe('atlasv1-migration')
})

const APP = 'https://app.terraform.io/app'

test.each([
  ['workspace', `${APP}/acme/workspaces/web`, '. Set it to `web`, and `organization` to `acme`.'],
  ['workspace', `${APP}/acme/workspaces/web/runs/run-1?a=b`, '. Set it to `web`, and `organization` to `acme`.'],
  ['workspace', 'tfe.example.com/tfe/app/acme/workspaces/web_1/', '. Set it to `web_1`, and `organization` to `acme`.'],
  ['workspace', 'acme/web', '. Set it to `web`, and `organization` to `acme`.'],
  ['workspace', '/api/v2/organizations/acme/workspaces/web', '. Set it to `web`, and `organization` to `acme`.'],
  ['workspace', `${APP}/acme/workspaces`, 'workspaces`.'],
  ['workspace', 'https://app.terraform.io', 'terraform.io`.'],
  ['workspace', 'my web', 'my web`.'],
  ['organization', `${APP}/acme`, '. Set it to `acme`.'],
  ['organization', `${APP}/acme/workspaces/web`, '. Set it to `acme`.'],
  ['organization', 'https://user:hunter2@tfe.example.com/app/acme?token=hunter2', '. Set it to `acme`.']
])('an address as `%s` says what to write: %s', (name, value, advice) => {
  const given: Readonly<Record<string, string>> = { organization: 'acme', workspace: 'web', [name]: value }
  const read = () =>
    parseInputs(
      each => given[each] ?? '',
      input => workspaceInputs(input, {})
    )
  expect(read).toThrow(
    expect.objectContaining({ message: expect.stringMatching(new RegExp(`^\`${name}\` must be a name`)) })
  )
  expect(read).toThrow(advice)
  expect(read).not.toThrow('hunter2')
})
