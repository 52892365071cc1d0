import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isObject, parseJson } from '../json.ts'

/** A token, and where it is from, for messages. */
export interface Token {
  readonly token: string
  readonly source: string
}

/**
 * The token that `terraform login`, `setup-terraform` or a person has written for a host, from the files that the CLI reads.
 * https://developer.hashicorp.com/terraform/cli/config/config-file#credentials
 */
export function cliCredentials(host: string, env: NodeJS.ProcessEnv): Token | undefined {
  for (const file of filesOf(env)) {
    const token = read(file, host)
    if (token !== undefined && token !== '') return { token, source: `the file ${file}` }
  }
  return undefined
}

function filesOf({ TF_CLI_CONFIG_FILE, HOME, APPDATA, USERPROFILE }: NodeJS.ProcessEnv): readonly string[] {
  const windows = process.platform === 'win32'
  const home = windows ? APPDATA : (HOME ?? USERPROFILE)
  const given = TF_CLI_CONFIG_FILE?.trim() ?? ''
  const main = given === '' && home !== undefined ? join(home, windows ? 'terraform.rc' : '.terraformrc') : given
  const directory = home === undefined ? undefined : join(home, windows ? 'terraform.d' : '.terraform.d')
  return [...(main === '' ? [] : [main]), ...(directory === undefined ? [] : configurationFiles(directory))]
}

function configurationFiles(directory: string): readonly string[] {
  try {
    return readdirSync(directory)
      .filter(name => /\.tfrc(\.json)?$/.test(name))
      .toSorted()
      .map(name => join(directory, name))
  } catch {
    return []
  }
}

function read(file: string, host: string): string | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
  return text.trimStart().startsWith('{') ? fromJson(text, host) : fromBlocks(text, host)
}

function fromJson(text: string, host: string): string | undefined {
  try {
    const json = parseJson(text)
    const all = isObject(json) && isObject(json.credentials) ? json.credentials : {}
    const [, found] = Object.entries(all).find(([name]) => isHost(name, host)) ?? []
    return isObject(found) && typeof found.token === 'string' ? found.token : undefined
  } catch {
    return undefined
  }
}

/** Comments, and blocks such as `credentials "app.terraform.io" { token = "…" }`. */
const COMMENT = /("(?:[^"\\\n]|\\.)*")|#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\//g
const BLOCK = /\bcredentials\s+"([^"\\]+)"\s*\{\s*token\s*=\s*"([^"\\]*)"\s*\}/g

function fromBlocks(text: string, host: string): string | undefined {
  const bare = text.replace(COMMENT, (_, quoted: string | undefined) => quoted ?? ' ')
  return [...bare.matchAll(BLOCK)].find(([, name = '']) => isHost(name, host))?.[2]
}

const isHost = (name: string, host: string): boolean => URL.parse(`https://${name}`)?.host === host
