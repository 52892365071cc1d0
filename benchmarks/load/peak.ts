/** Loaded into a process before anything else (`node --import`): writes its peak memory in bytes to the file that PEAK_FILE names. */
import { readFileSync, writeFileSync } from 'node:fs'

const file = process.env.PEAK_FILE
if (file !== undefined) process.on('exit', () => writeFileSync(file, String(peak())))

/** `maxRSS` begins with what the process had that started this one; Linux also gives the peak of only this one. */
function peak(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024
}
