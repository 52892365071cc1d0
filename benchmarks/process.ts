/** Programs that are measured: how long each takes, and how much of the processor. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

export interface Program {
  readonly file: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Each line of its output as it comes. */
  readonly onLine?: (line: string) => void
}

export interface Measured {
  readonly ms: number
  /** Milliseconds of processor time, of the program and of what it started. Undefined where the system does not tell. */
  readonly cpu: number | undefined
}

/** Runs one program to its end: another child of this process that ended meanwhile would be counted too. */
export async function measured({ file, args, cwd, env, onLine }: Program): Promise<Measured> {
  const before = cpuOfChildren()
  const began = performance.now()
  const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', line => {
      said.push(line)
      if (said.length > 50) said.shift()
      onLine?.(line)
    })
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  const ms = performance.now() - began
  if (code !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${code}:\n${said.join('\n')}`)
  const after = cpuOfChildren()
  return { ms, cpu: before === undefined || after === undefined ? undefined : after - before }
}

/** Linux counts in hundredths of a second: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html (`cutime`, `cstime`). */
function cpuOfChildren(): number | undefined {
  if (process.platform !== 'linux') return undefined
  const stat = readFileSync('/proc/self/stat', 'utf8')
  // The second field is a name in parentheses, which may hold spaces.
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(13, 15)
  return (Number(user) + Number(system)) * 10
}
