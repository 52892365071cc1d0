/** Pieces that are kept apart: each of millions would take more memory than the text. */
const MAX_PIECES = 4096

/** Joins pieces of a text as they come. */
export function joined(pieces: Iterable<string>): string {
  let text = ''
  let waiting: string[] = []
  for (const piece of pieces) {
    waiting.push(piece)
    if (waiting.length < MAX_PIECES) continue
    text += waiting.join('')
    waiting = []
  }
  return text + waiting.join('')
}
