/**
 * Bytes as lines, the way .NET's StreamReader.ReadLine cuts them: after \n, \r\n and a lone \r. A \r at the end of a
 * chunk waits for the next byte, which may be its \n. Source: actions/runner ProcessInvoker.cs (StartReadStream),
 * https://learn.microsoft.com/dotnet/api/system.io.streamreader.readline
 */
export class LineReader {
  readonly #decoder = new TextDecoder()
  #rest = ''

  push(bytes: Uint8Array): string[] {
    return this.#cut(this.#decoder.decode(bytes, { stream: true }), false)
  }

  end(): string[] {
    return this.#cut(this.#decoder.decode(), true)
  }

  #cut(text: string, atEnd: boolean): string[] {
    const all = this.#rest + text
    const whole = !atEnd && all.endsWith('\r') ? all.slice(0, -1) : all
    const lines = whole.split(/\r\n|\r|\n/)
    this.#rest = (lines.pop() ?? '') + all.slice(whole.length)
    if (!atEnd || this.#rest === '') return lines
    lines.push(this.#rest)
    this.#rest = ''
    return lines
  }
}
