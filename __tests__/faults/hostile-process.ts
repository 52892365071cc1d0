/**
 * Loaded into an action's process before the action (`node --import`): `HOSTILE_CALL` names a call that throws (`fs.readFileSync 2`),
 * `HOSTILE_RECORD` a file for how often each was made. The action's own code is as it is.
 */
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { guarded, noteMasks, watchCalls, wrapNode } from './outside-calls.ts'

// Nothing reports what throws while Node loads the action.
await import(pathToFileURL(join(import.meta.dirname, '..', '..', 'dist', 'index.js')).href)
const record = process.env.HOSTILE_RECORD ?? ''
const { counts } = watchCalls(['/dist/'], process.env.HOSTILE_CALL)
wrapNode()
const write = process.stdout.write.bind(process.stdout)
process.stdout.write = guarded('stdout.write', (chunk: string | Uint8Array, ...rest: never[]): boolean => {
  noteMasks(chunk)
  return write(chunk, ...rest)
})

process.on('exit', () => {
  for (const [label, count] of counts) appendFileSync(record, `${label} ${count}\n`)
})
