import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import type { Leaf, Outcome } from './go-tfe.ts'
import { startServer, TOKEN } from './programs.ts'

/** The Python client of the people who make the service. Nothing of it is kept here. */
const PACKAGE = 'pytfe==1.5.0'

/** Calls each method of the client's classes that this server has something for. */
export async function runPytfe(folder: string): Promise<Leaf[]> {
  const environment = join(folder, PACKAGE)
  const python = join(environment, 'bin', 'python')
  const run = promisify(execFile)
  if (!existsSync(join(environment, 'bin', 'httpx'))) {
    await run('python3', ['-m', 'venv', environment])
    await run(python, ['-m', 'pip', 'install', '--quiet', PACKAGE])
  }
  await using hcp = await startServer()
  await using enterprise = await startServer('--product', 'enterprise')
  const script = join(import.meta.dirname, 'pytfe_methods.py')
  const child = spawn(python, [script, hcp.address, enterprise.address, TOKEN], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const leaves: Leaf[] = []
  for await (const line of createInterface(child.stdout)) {
    const leaf = JSON.parse(line) as { name: string; outcome: Outcome; output: string }
    leaves.push({ ...leaf, family: leaf.name.split('.')[0] ?? '' })
  }
  if (leaves.length === 0) throw new Error(`${script} tried nothing`)
  return leaves
}
