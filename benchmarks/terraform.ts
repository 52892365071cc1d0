/** The real CLI as a client of the service, which is its `localhost`. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const hasTerraform = (): boolean => spawnSync('terraform', ['version'], { stdio: 'ignore' }).error === undefined

export const CLOUD = `terraform {
  cloud {
    hostname     = "localhost"
    organization = "demo"
    workspaces {
      name = "demo"
    }
  }
}
`

/**
 * The environment in which the CLI finds the service, with its files in a directory. A `host` block is the way to plain http:
 * https://developer.hashicorp.com/terraform/cli/config/config-file#host
 */
export function terraformEnvironment(
  { address, token }: { readonly address: string; readonly token: string },
  directory: string
): Record<string, string | undefined> {
  const config = join(directory, 'terraformrc')
  const services = `services = { "tfe.v2" = "${address}/api/v2/" }`
  writeFileSync(config, `host "localhost" {\n  ${services}\n}\ncredentials "localhost" {\n  token = "${token}"\n}\n`)
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    TF_CLI_CONFIG_FILE: config,
    TF_DATA_DIR: join(directory, 'data'),
    CHECKPOINT_DISABLE: '1'
  }
}
