/** How long the real terraform takes to pack: from the answer that tells it where to upload, to the upload. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Entry, type Hcp, serve } from '../../packages/hcp-terraform-server/src/index.ts'
import { CLOUD, hasTerraform, terraformEnvironment } from '../terraform.ts'
import type { Measure, Tool } from './tools.ts'

const run = promisify(execFile)

export const terraform: Tool = {
  name: 'terraform plan',
  isThere: hasTerraform,
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
  writeFileSync(join(directory, 'cloud.tf'), CLOUD)
  const env = terraformEnvironment(hcp, temporary)
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
