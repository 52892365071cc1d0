import { Console } from 'node:console'
import { Writable } from 'node:stream'
import type { Log } from './log.ts'

/** Libraries print by `console`, and quote what was thrown. Until it is disposed of, that goes through the log, without secrets. */
export function printThrough(log: Log): Disposable {
  const before = globalThis.console
  const lines = new Writable({
    decodeStrings: false,
    write(text: string, _encoding, done) {
      log.remote([log.clean(text.replace(/\n$/, ''))])
      done()
    }
  })
  globalThis.console = new Console(lines, lines)
  return { [Symbol.dispose]: () => void (globalThis.console = before) }
}
