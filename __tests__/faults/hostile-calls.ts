/**
 * Loaded into an action's process before the action (`node --import`): one call that leaves our code throws, and quotes every secret that
 * the process has masked so far. `HOSTILE_CALL` names it (`fs.readFileSync 2`), `HOSTILE_RECORD` is a file for how often each was called.
 * This process is the world here, and the action's own code is as it is.
 */
import childProcess from 'node:child_process'
import crypto from 'node:crypto'
import fs from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import os from 'node:os'
import stream from 'node:stream'
import streams from 'node:stream/promises'
import timers from 'node:timers/promises'
import tls from 'node:tls'
import zlib from 'node:zlib'

type Call = (this: unknown, ...args: unknown[]) => unknown

const [target = '', nth = ''] = (process.env.HOSTILE_CALL ?? '').split(' ')
const record = process.env.HOSTILE_RECORD
const counts = new Map<string, number>()
const masked: string[] = []
const { appendFileSync } = fs

/** What its caller would print of it: all that is masked, as it is and escaped, in the message, the cause and the code. */
function hostile(label: string): Error {
  const all = masked.join(' ')
  const texts = [all, JSON.stringify(masked), encodeURIComponent(all)].join(' ')
  const cause = new Error(`because of ${texts}`, { cause: texts })
  return Object.assign(new Error(`${label} failed with ${texts}`, { cause }), { code: `E ${all}`, path: texts })
}

/** Whether the bundle itself calls, and not Node for its own ends. */
function isOurs(): boolean {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 3
  const lines = (new Error('where').stack ?? '').split('\n')
  Error.stackTraceLimit = stackTraceLimit
  return lines[3]?.includes('/dist/') === true
}

function wrap(module: object, prefix: string, names = Object.keys(module), isAsync = false): void {
  const functions = module as Record<string, unknown>
  for (const name of names) {
    if (Object.getOwnPropertyDescriptor(module, name)?.writable === false) continue
    if (Object.getOwnPropertyDescriptor(module, name)?.get !== undefined) continue
    const original = functions[name]
    if (typeof original !== 'function' || !/^[a-z]/.test(name)) continue
    const label = `${prefix}.${name}`
    const wrapped: Call = function (...args) {
      if (!isOurs()) return Reflect.apply(original, this, args)
      const count = (counts.get(label) ?? 0) + 1
      counts.set(label, count)
      if (label !== target || String(count) !== nth) return Reflect.apply(original, this, args)
      const error = hostile(label)
      if (isAsync) return Promise.reject(error)
      throw error
    }
    Object.defineProperties(wrapped, Object.getOwnPropertyDescriptors(original))
    functions[name] = wrapped
  }
}

wrap(fs, 'fs')
wrap(fs.promises, 'fs.promises', undefined, true)
wrap(childProcess, 'child_process')
wrap(crypto, 'crypto')
wrap(http, 'http', ['request', 'get'])
wrap(https, 'https', ['request', 'get'])
wrap(net, 'net', ['connect', 'createConnection'])
wrap(tls, 'tls', ['connect'])
wrap(os, 'os')
wrap(stream, 'stream', ['pipeline'])
wrap(streams, 'stream.promises', undefined, true)
wrap(timers, 'timers.promises', ['setTimeout', 'setImmediate'], true)
wrap(zlib, 'zlib')
wrap(Date, 'Date', ['now'])
wrap(globalThis, 'global', ['fetch', 'setTimeout'])
const write = process.stdout.write.bind(process.stdout)
/** Sees what is masked on its way to the runner. */
process.stdout.write = (chunk: string | Uint8Array, ...rest: never[]): boolean => {
  const [, value] = /^::add-mask::(.*)\r?\n$/s.exec(String(chunk)) ?? []
  if (value !== undefined) masked.push(value.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%'))
  return write(chunk, ...rest)
}
wrap(process.stdout, 'stdout', ['write'])
syncBuiltinESMExports()

if (record !== undefined)
  process.on('exit', () => {
    for (const [label, count] of counts) appendFileSync(record, `${label} ${count}\n`)
  })
