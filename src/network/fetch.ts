/** As much of `fetch` as is used. */
export type Fetch = (url: URL, request: Request) => Promise<Answer>

/** A request, as `fetch` takes it: nothing follows a redirect. */
export interface Request {
  readonly method: string
  readonly headers: Record<string, string>
  readonly redirect: 'manual'
  readonly signal: AbortSignal
  /** The setting that the address is from, for messages, such as "`hostname`". */
  readonly setting?: string
  readonly body?: string | ReadableStream<Uint8Array>
  readonly duplex?: 'half'
}

/** What is read of an answer. */
export interface Answer {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  readonly body: AsyncIterable<Uint8Array> | null
}
