import { spawn, type ChildProcess } from 'node:child_process'
import { devNull } from 'node:os'
import type { Readable } from 'node:stream'

/**
 * What a run may know of the machine it is on. Everything else stays outside, as on HCP Terraform's own workers:
 * tokens, the caller's TF_*, and the variables of the workflow that started us.
 */
const PASSED_ON = [
  ...['PATH', 'HOME', 'USER', 'SHELL', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'],
  ...['SystemRoot', 'ComSpec', 'PATHEXT', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'TEMP', 'TMP']
]

export interface Invocation {
  readonly path: string
  readonly arguments: readonly string[]
  readonly directory?: string
  /** The workspace's own variables of the environment. */
  readonly environment?: Readonly<Record<string, string>> | undefined
  /** Takes what is printed on both streams, in whole lines, as it comes. */
  readonly log?: (text: Uint8Array) => void
  /** Interrupts it. */
  readonly signal?: AbortSignal
  /** Kills it. */
  readonly force?: AbortSignal | undefined
}

export interface Ended {
  /** `null` when a signal killed it. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs Terraform to its end, or to its end after an interrupt. Rejects only when it can't be started. */
export async function runTerraform({ path, directory, log, signal, force, ...invocation }: Invocation): Promise<Ended> {
  const child = spawn(path, invocation.arguments, {
    cwd: directory,
    env: environment(invocation.environment),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own: a Ctrl-C meant for us would reach Terraform too, and at a second interrupt it drops what it holds.
    detached: true
  })
  const interrupt = () => void child.kill('SIGINT')
  const kill = () => {
    killGroup(child)
  }
  signal?.addEventListener('abort', interrupt)
  force?.addEventListener('abort', kill)
  endWithUs(child)
  try {
    const [code, stdout, stderr] = await Promise.all([ended(child), read(child.stdout, log), read(child.stderr, log)])
    return { code, stdout, stderr }
  } finally {
    signal?.removeEventListener('abort', interrupt)
    force?.removeEventListener('abort', kill)
    running.delete(child)
    if (running.size === 0) process.off('exit', killAll)
    killGroup(child)
  }
}

function environment(ofRun: Invocation['environment'] = {}): NodeJS.ProcessEnv {
  const passedOn = PASSED_ON.filter(name => process.env[name] !== undefined).map(name => [name, process.env[name]])
  return {
    ...(Object.fromEntries(passedOn) as NodeJS.ProcessEnv),
    ...ofRun,
    CHECKPOINT_DISABLE: '1',
    TF_CLI_CONFIG_FILE: devNull,
    TF_IN_AUTOMATION: '1',
    TF_WORKSPACE: 'default'
  }
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
}

/** Two streams share one log: passing whole lines on, neither cuts a line of the other. */
async function read(stream: Readable, log: Invocation['log']): Promise<string> {
  const chunks: Buffer[] = []
  let rest = Buffer.alloc(0)
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    const seen = Buffer.concat([rest, chunk])
    const end = seen.lastIndexOf('\n') + 1
    if (end > 0) log?.(seen.subarray(0, end))
    rest = seen.subarray(end)
  }
  if (rest.length > 0) log?.(rest)
  return Buffer.concat(chunks).toString()
}

const running = new Set<ChildProcess>()

/** Nothing that we started outlives us. */
function endWithUs(child: ChildProcess): void {
  if (running.size === 0) process.on('exit', killAll)
  running.add(child)
}

function killAll(): void {
  for (const child of running) killGroup(child)
}

/** Also what a provisioner left behind. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // The group has no process any more.
  }
}
