/**
 * Many expressions matched together, in one pass over a text: an automaton that is made deterministic only where texts
 * lead (https://swtch.com/~rsc/regexp/regexp3.html). Time is linear in the text, whatever the expressions.
 */
import { word } from './characters.ts'
import { Program } from './program.ts'
import type { Assertion, Node } from './regex.ts'

/** Bounds what is remembered about the texts read. */
const MAX_STATES = 10_000

/** Where a text has led so far. */
export interface State {
  readonly threads: readonly number[]
  readonly before: 'nothing' | 'word' | 'other'
  readonly after: Map<number, State>
  matches?: readonly number[]
  outlook?: Outlook
}

/** What may come: the expressions that can match a longer text, and those that match every longer text. */
export interface Outlook {
  readonly possible: readonly number[]
  readonly certain: readonly number[]
}

export class Automaton {
  readonly start: State
  readonly #program: Program
  readonly #states = new Map<string, State>()

  constructor(expressions: readonly Node[]) {
    this.#program = new Program(expressions)
    this.start = this.#state(this.#program.entries, 'nothing')
  }

  read(state: State, text: string): State {
    let current = state
    for (let at = 0; at < text.length; at++) {
      const codePoint = text.codePointAt(at) ?? 0
      if (codePoint > 0xffff) at++
      const known = current.after.get(codePoint)
      const next = known ?? this.#step(current, codePoint)
      if (known === undefined) current.after.set(codePoint, next)
      current = next
    }
    return current
  }

  /** The expressions, as indices in ascending order, that match the text read so far. */
  matches(state: State): readonly number[] {
    return (state.matches ??= this.#owners(
      this.#reach(state, undefined).filter(address => this.#program.at(address).kind === 'match')
    ))
  }

  outlook(state: State): Outlook {
    return (state.outlook ??= {
      possible: this.#owners(state.threads),
      certain: this.#owners(this.#reach(state, '/'.codePointAt(0)).filter(address => this.#program.isOpenEnd(address)))
    })
  }

  #step(state: State, codePoint: number): State {
    const threads = this.#reach(state, codePoint).flatMap(address => {
      const instruction = this.#program.at(address)
      // A match stays one: without a `$`, an expression doesn't mind what follows.
      if (instruction.kind === 'match') return [address]
      return instruction.kind === 'character' && instruction.test(codePoint) ? [instruction.next] : []
    })
    return this.#state(threads, word(codePoint) ? 'word' : 'other')
  }

  /** Where the threads stand before the next character, which is undefined at the end of the text. */
  #reach(state: State, next: number | undefined): number[] {
    const holds = context(state, next)
    const seen = new Set(state.threads)
    const reached: number[] = []
    for (const address of seen) {
      const instruction = this.#program.at(address)
      if (instruction.kind === 'fork') for (const branch of instruction.branches) seen.add(branch)
      else if (instruction.kind !== 'assertion') reached.push(address)
      else if (holds[instruction.assertion]) seen.add(instruction.next)
    }
    return reached
  }

  #state(addresses: readonly number[], before: State['before']): State {
    const threads = [...new Set(addresses)].sort((a, b) => a - b)
    const key = `${before} ${threads.join(' ')}`
    const known = this.#states.get(key)
    if (known !== undefined) return known
    if (this.#states.size >= MAX_STATES) this.#forget()
    const state: State = { threads, before, after: new Map() }
    this.#states.set(key, state)
    return state
  }

  #forget(): void {
    for (const state of this.#states.values()) state.after.clear()
    this.#states.clear()
  }

  #owners(addresses: readonly number[]): readonly number[] {
    return [...new Set(addresses.map(address => this.#program.owner(address)))].sort((a, b) => a - b)
  }
}

function context(state: State, next: number | undefined): Readonly<Record<Assertion, boolean>> {
  const isBoundary = (state.before === 'word') !== (next !== undefined && word(next))
  return {
    start: state.before === 'nothing',
    end: next === undefined,
    'word-boundary': isBoundary,
    'no-word-boundary': !isBoundary
  }
}
