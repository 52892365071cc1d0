import { spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const START_LIMIT_MS = 30_000
const STOP_LIMIT_MS = 15_000
const POLL_INTERVAL_MS = 50

/**
 * Starts this command again in a session of its own, where neither the shell nor a workflow's step takes it along. Returns the line of JSON that
 * it prints.
 */
export async function detach(options: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'hcp-server-'))
  const [output, log] = [join(folder, 'output'), join(folder, 'log')]
  const [stdout, stderr] = [openSync(output, 'w'), openSync(log, 'w')]
  const [command = ''] = process.argv.slice(1)
  const child = spawn(process.execPath, [...process.execArgv, command, ...options], {
    detached: true,
    stdio: ['ignore', stdout, stderr]
  })
  const ended = new AbortController()
  child.once('exit', () => ended.abort()).once('error', () => ended.abort())
  for (const file of [stdout, stderr]) closeSync(file)
  for (let left = START_LIMIT_MS; left > 0; left -= POLL_INTERVAL_MS) {
    const line = readFileSync(output, 'utf8')
    if (line.endsWith('\n')) {
      child.unref()
      console.error(`The server runs in the background, and logs to ${log}`)
      return line
    }
    if (ended.signal.aborted) throw new Error(`The server did not start.\n${readFileSync(log, 'utf8')}`)
    await sleep(POLL_INTERVAL_MS)
  }
  child.kill()
  throw new Error(`The server did not start in ${START_LIMIT_MS / 1000} s.\n${readFileSync(log, 'utf8')}`)
}

/** Asks the server to stop, and waits until nothing answers there. */
export async function stopAt(address: string): Promise<void> {
  if (!URL.canParse(address)) throw new Error(`--stop takes the address that the server printed, not ${address}`)
  const asked = await fetch(new URL('/_dev/stop', address), { method: 'POST' }).catch(() => undefined)
  if (asked?.status !== 202) throw new Error(`No server of this kind answers at ${address}`)
  for (let left = STOP_LIMIT_MS; left > 0; left -= POLL_INTERVAL_MS) {
    const answers = await fetch(new URL('/api/v2/ping', address)).then(
      () => true,
      () => false
    )
    if (!answers) return
    await sleep(POLL_INTERVAL_MS)
  }
  throw new Error(`The server at ${address} did not stop in ${STOP_LIMIT_MS / 1000} s`)
}
