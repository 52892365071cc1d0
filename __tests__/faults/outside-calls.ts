/** Calls that leave our code, for Node's modules, each of which may throw in place of doing anything. */
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

/** A call, and which of its name in a step: `fs.readFileSync 2`. */
export type OutsideCall = string

type Call = (this: unknown, ...args: never[]) => unknown

/** What is looked at now. */
interface Watch {
  /** A part of the path of the code whose calls count. */
  readonly callers: readonly string[]
  /** The call that throws. */
  readonly target: OutsideCall | undefined
  /** How often each call was made. Only the target's name is counted where there is one. */
  readonly counts: Map<string, number>
  /** What was masked so far. */
  readonly masked: string[]
  met: boolean
}

const unwatched: Watch = { callers: [], target: undefined, counts: new Map(), masked: [], met: false }
let watch: Watch | undefined

/** From now on calls are counted, or one throws. */
export function watchCalls(callers: readonly string[], target: OutsideCall | undefined): Watch {
  watch = { callers, target, counts: new Map(), masked: [], met: false }
  return watch
}

export function unwatchCalls(): void {
  watch = undefined
}

/** What its caller would print of it: all that is masked, as it is and escaped, in the message, the cause and the code. */
export function hostileError(what: string): Error {
  const { masked } = watch ?? unwatched
  const all = masked.join(' ')
  const texts = [all, JSON.stringify(masked), encodeURIComponent(all)].join(' ')
  const cause = new Error(`because of ${texts}`, { cause: texts })
  return Object.assign(new Error(`${what} failed with ${texts}`, { cause }), { code: `E ${all}`, path: texts })
}

/** Sees what is masked on its way to the runner. */
export function noteMasks(chunk: string | Uint8Array): void {
  const [, value] = /^::add-mask::(.*)\r?\n$/s.exec(String(chunk)) ?? []
  if (value !== undefined)
    watch?.masked.push(value.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%'))
}

/** Frames of a stack above the caller of a wrapped function: this module's own, and that function. */
const FRAMES_ABOVE = 3

/** Whether the code that is watched calls, and not Node or a test for its own ends. */
function isWatched(callers: readonly string[]): boolean {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = FRAMES_ABOVE
  const caller = (new Error('where').stack ?? '').split('\n')[FRAMES_ABOVE] ?? ''
  Error.stackTraceLimit = stackTraceLimit
  return callers.some(part => caller.includes(part))
}

/** A function that counts, and throws when it is the target. */
export function guarded<T extends Call>(label: string, original: T, isAsync = false): T {
  const wrapped: Call = function (...args) {
    if (watch === undefined) return Reflect.apply(original, this, args)
    const { counts, target, callers } = watch
    if (target !== undefined && !target.startsWith(`${label} `)) return Reflect.apply(original, this, args)
    if (!isWatched(callers)) return Reflect.apply(original, this, args)
    const count = (counts.get(label) ?? 0) + 1
    counts.set(label, count)
    if (`${label} ${count}` !== target) return Reflect.apply(original, this, args)
    watch.met = true
    const error = hostileError(label)
    if (isAsync) return Promise.reject(error)
    throw error
  }
  return Object.defineProperties(wrapped, Object.getOwnPropertyDescriptors(original)) as T
}

/** Wraps functions of Node in place. Gives what puts the old ones back. */
export function wrapNode(): () => void {
  const undo: (() => void)[] = []
  const wrap = (module: object, prefix: string, names = Object.keys(module), isAsync = false): void => {
    const functions = module as Record<string, unknown>
    for (const name of names) {
      const property = Object.getOwnPropertyDescriptor(module, name) ?? {}
      if (property.writable === false || 'get' in property) continue
      const original = functions[name]
      if (typeof original !== 'function' || !/^[a-z]/.test(name)) continue
      functions[name] = guarded(`${prefix}.${name}`, original as Call, isAsync)
      undo.push(() => (functions[name] = original))
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
  syncBuiltinESMExports()
  return () => {
    for (const each of undo) each()
    syncBuiltinESMExports()
  }
}

/** The first, the middle and the last call of each name. */
export const chosenCalls = (counts: ReadonlyMap<string, number>): readonly OutsideCall[] =>
  [...counts].flatMap(([label, count]) => [...new Set([1, Math.ceil(count / 2), count])].map(nth => `${label} ${nth}`))
