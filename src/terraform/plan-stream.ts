import Tokenizer from '@streamparser/json/tokenizer.js'
import TokenType from '@streamparser/json/utils/types/tokenType.js'
import { RunFailed } from '../errors.ts'
import type { Json } from '../json.ts'

/** What is done with the value of one key of the top-level object. */
export type KeyHandling = 'skip' | 'items' | 'resources' | 'whole'

export interface TopLevel {
  /** How the value of a key is read: not at all, item by item, only the resources of a state, or as one value. */
  treatment(key: string): KeyHandling
  /** An element of a list, or a member of an object with its name. */
  item(key: string, name: string | undefined, value: Json): void
  whole(key: string, value: Json): void
}

/** Values that are kept are walked through by recursion: far beyond any real one. */
const MAX_DEPTH = 1_000
/** What is skipped needs no more than memory. */
const MAX_SKIPPED_DEPTH = 10_000_000

type JsonPrimitive = string | number | boolean | null
const SEPARATORS: readonly TokenType[] = [TokenType.COLON, TokenType.COMMA, TokenType.SEPARATOR]

type Container = Json[] | Record<string, Json>
interface Frame {
  readonly container: Container
  key: string | undefined
}

const isResources = ({ key }: Frame): boolean => key === 'resources'
const MODULES: readonly string[] = ['values', 'root_module', 'child_modules']

/** Numbers that JavaScript would change keep their digits, as in `parseJson`. */
class ExactTokenizer extends Tokenizer {
  constructor() {
    super()
    // Its own decoder takes each U+FEFF for the mark of an encoding, and leaves it out.
    const texts = Reflect.get(this, 'bufferedString') as { decoder: InstanceType<typeof TextDecoder> }
    texts.decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  }

  protected override parseNumber(text: string): number {
    return (String(Number(text)) === text ? Number(text) : JSON.rawJSON(text)) as number
  }
}

/**
 * Reads a JSON object of any size in pieces, and holds one item of it at a time. Throws on invalid and on incomplete JSON.
 */
export class ObjectStream {
  readonly #top: TopLevel
  readonly #tokenizer = new ExactTokenizer()
  /** Objects and lists around the next token that are being built. */
  #frames: Frame[] = []
  /** The tokens that close what is open, those of skipped values too. */
  readonly #closing: TokenType[] = []
  #key: string | undefined
  #name: string | undefined
  #treatment: KeyHandling = 'skip'
  /** Whether the value of the top-level key is a list or an object whose items are read one by one. */
  #list: 'list' | 'object' | undefined
  #isOver = false

  constructor(top: TopLevel) {
    this.#top = top
    this.#tokenizer.onToken = ({ token, value }) => this.#next(token, value)
    this.#tokenizer.onError = error => {
      throw error
    }
  }

  write(piece: Uint8Array): void {
    this.#tokenizer.write(piece)
  }

  end(): void {
    if (!this.#isOver) throw new Error('the response is incomplete')
  }

  #next(token: TokenType, value: JsonPrimitive): void {
    if (token === TokenType.LEFT_BRACE) this.#open({}, TokenType.RIGHT_BRACE)
    else if (token === TokenType.LEFT_BRACKET) this.#open([], TokenType.RIGHT_BRACKET)
    else if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) this.#close(token)
    else if (!SEPARATORS.includes(token)) this.#scalar(value)
  }

  get #depth(): number {
    return this.#closing.length
  }

  #open(container: Container, closing: TokenType): void {
    this.#closing.push(closing)
    const limit = this.#treatment === 'skip' ? MAX_SKIPPED_DEPTH : MAX_DEPTH
    if (this.#depth > limit) throw new RunFailed(`JSON that is nested more than ${limit} levels deep is not read.`)
    if (this.#depth === 1) {
      if (Array.isArray(container)) throw new Error('it is not an object')
      return
    }
    if (this.#depth === 2 && this.#treatment === 'items') {
      this.#list = Array.isArray(container) ? 'list' : 'object'
      return
    }
    if (this.#treatment !== 'skip') this.#frames.push({ container, key: undefined })
  }

  #close(token: TokenType): void {
    if (this.#closing.pop() !== token) throw new Error('it closes what it did not open')
    if (this.#depth === 0) {
      this.#isOver = true
      return
    }
    const frame = this.#frames.pop()
    if (frame !== undefined) this.#add(frame.container)
    if (this.#depth === 1) {
      this.#key = undefined
      this.#name = undefined
      this.#list = undefined
    }
  }

  #scalar(value: JsonPrimitive): void {
    const isString = typeof value === 'string'
    if (this.#depth === 0) throw new Error('it is not an object')
    if (this.#depth === 1 && this.#key === undefined) {
      if (!isString) throw new Error('it has a key that is not a text')
      this.#key = value
      this.#treatment = this.#top.treatment(this.#key)
      return
    }
    const frame = this.#frames.at(-1)
    if (isString && frame !== undefined && !Array.isArray(frame.container) && frame.key === undefined) {
      frame.key = value
      return
    }
    if (isString && frame === undefined && this.#list === 'object' && this.#name === undefined) {
      this.#name = value
      return
    }
    if (this.#treatment !== 'skip') this.#add(value)
    if (this.#depth === 1) this.#key = undefined
  }

  /** Where a resource is in a state: in the list of a module, of whichever depth. */
  get #isAmongResources(): boolean {
    const [list, holder] = [this.#frames.at(-1), this.#frames.at(-2)]
    return (
      Array.isArray(list?.container) &&
      holder?.key === 'resources' &&
      this.#frames.findIndex(isResources) === this.#frames.length - 2 &&
      this.#frames.slice(0, -2).every(({ key }) => key === undefined || MODULES.includes(key))
    )
  }

  /** A value is complete: it belongs into what is around it, or is an item, or all of a key. */
  #add(value: Json): void {
    const frame = this.#frames.at(-1)
    if (this.#treatment === 'resources') {
      if (this.#isAmongResources) {
        this.#top.item(this.#key ?? '', undefined, value)
        return
      }
      if (frame === undefined) return
      // Nothing else of a state is kept.
      if (!this.#frames.some(isResources)) {
        frame.key = undefined
        return
      }
    }
    if (frame !== undefined) {
      if (Array.isArray(frame.container)) frame.container.push(value)
      else if (frame.key !== undefined) {
        Object.defineProperty(frame.container, frame.key, {
          value,
          enumerable: true,
          configurable: true,
          writable: true
        })
        frame.key = undefined
      } else throw new Error('it has a value without a key')
    } else if (this.#list !== undefined) {
      this.#top.item(this.#key ?? '', this.#name, value)
      this.#name = undefined
    } else this.#top.whole(this.#key ?? '', value)
  }
}
