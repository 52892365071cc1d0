/** How long the real terraform takes to pack: from the answer that tells it where to upload, to the upload. */
import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Entry, type Hcp, serve } from '../../dev/hcp/index.ts'
import type { Measure, Tool } from './tools.ts'

const run = promisify(execFile)
const CLOUD =
  'terraform {\n  cloud {\n    hostname = "localhost"\n    organization = "demo"\n    workspaces { name = "demo" }\n  }\n}\n'

export const terraform: Tool = {
  name: 'terraform plan',
  isThere: () => spawnSync('terraform', ['version']).error === undefined,
  measure: async directory => {
    await using hcp = await serve()
    const temporary = mkdtempSync(join(tmpdir(), 'terraform-'))
    try {
      return await plan(directory, hcp, temporary)
    } finally {
      rmSync(temporary, { recursive: true })
      rmSync(join(directory, 'cloud.tf'))
    }
  }
}

async function plan(directory: string, hcp: Hcp, temporary: string): Promise<Measure> {
  const config = join(temporary, 'terraformrc')
  writeFileSync(join(directory, 'cloud.tf'), CLOUD)
  writeFileSync(
    config,
    `host "localhost" {\n  services = { "tfe.v2" = "${hcp.address}/api/v2/" }\n}\ncredentials "localhost" {\n  token = "${hcp.token}"\n}\n`
  )
  const env = {
    PATH: process.env.PATH,
    TF_CLI_CONFIG_FILE: config,
    TF_DATA_DIR: join(temporary, 'data'),
    CHECKPOINT_DISABLE: '1'
  }
  await run('terraform', ['init'], { cwd: directory, env })
  // Of the plan only the upload matters, which is looked for below.
  await run('terraform', ['plan'], { cwd: directory, env }).catch(() => undefined)
  const created = entry(hcp, 'POST', /\/configuration-versions$/)
  const uploaded = entry(hcp, 'PUT', /configuration/)
  return {
    ms: Date.parse(uploaded.at) - Date.parse(created.at),
    bytes: Number(uploaded.headers['content-length']),
    memory: undefined
  }
}

function entry(hcp: Hcp, method: string, path: RegExp): Entry {
  const found = hcp.journal.entries.find(entry => entry.method === method && path.test(entry.path))
  if (found === undefined) throw new Error(`terraform made no ${method} ${path.source}`)
  return found
}
