import type { Inputs } from '../github/inputs.ts'
import { savedState } from '../github/saved.ts'
import { cliCredentials, type Token } from './cli-credentials.ts'

/** What messages call the input. */
export const TOKEN_INPUT = 'the input `token`'

const PREFIX = 'TF_TOKEN_'

/** How the variable for a host's token is written in most shells. */
export const tokenVariable = (host: string): string => PREFIX + host.replaceAll('-', '__').replaceAll('.', '_')

/**
 * The host that a variable's name is for, as Terraform reads it: `_` for a dot, `__` for a hyphen, capitals or not, Unicode or Punycode, with
 * its port unless that is 443. https://developer.hashicorp.com/terraform/cli/config/config-file#environment-variable-credentials
 */
export function hostOfVariable(name: string): string | undefined {
  if (!name.startsWith(PREFIX)) return undefined
  const host = name.slice(PREFIX.length).replaceAll('__', '-').replaceAll('_', '.')
  if (/[\s/\\@?#%[\]]|^[-.]|[-.]$|[-.][.:]|\.-/.test(host)) return undefined
  return URL.parse(`https://${host}`)?.host
}

/**
 * The token for a host: the input, the variable that names the host, a variable for any host, and last what `terraform login` or
 * `setup-terraform` has written. What is named for a host goes to no other port of it.
 */
export function tokenInput({ host, port, protocol, hostname }: URL, input: Inputs, env: NodeJS.ProcessEnv): Token {
  // Terraform knows no plain http: there, port 80 is as good as none.
  const named = protocol === 'http:' && port === '' ? hostname : host
  const found = givenToken(input) ?? ofVariables(named, env) ?? cliCredentials(named, env)
  const earlier = savedState.connection(env)
  if (found === undefined && earlier !== undefined) {
    const run = earlier.runUrl === undefined ? '' : `. Check what is left: ${earlier.runUrl}`
    input.reject(
      'token',
      `is missing by the end of the job, and the step had one from ${earlier.tokenSource}. Use a token that is valid until the job has ended${run}`
    )
  } else if (found === undefined) {
    input.reject(
      'token',
      `is missing. Set it to \${{ secrets.TF_API_TOKEN }}, or set the environment variable ${named.includes(':') ? '' : `${tokenVariable(named)}, `}TF_API_TOKEN or TFE_TOKEN. ` +
        'GitHub passes no secrets to workflows from forks or from Dependabot, and to a reusable workflow only those that the calling job passes, all of them with `secrets: inherit`'
    )
  } else if (!/^[\x21-\x7e]+$/.test(found.token)) {
    input.reject(
      'token',
      `must be a token without spaces and control characters, but ${found.source} has other text. Check that you copied the whole token`
    )
  }
  return found ?? { token: '', source: '' }
}

function givenToken(input: Inputs): Token | undefined {
  const token = input.text('token')
  return token === undefined ? undefined : { token, source: TOKEN_INPUT }
}

function ofVariables(host: string, env: NodeJS.ProcessEnv): Token | undefined {
  const ofHost = Object.keys(env).filter(name => hostOfVariable(name) === host)
  for (const name of [...ofHost, 'TF_API_TOKEN', 'TFE_TOKEN']) {
    const token = env[name]?.trim() ?? ''
    if (token !== '') return { token, source: `the environment variable ${name}` }
  }
  return undefined
}
