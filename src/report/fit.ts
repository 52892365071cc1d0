/** A piece of a text that is left out whole, or stays whole. */
export interface TextBlock {
  readonly text: string
  /** The same in less room. */
  readonly brief?: string
  /** The least that names it, where there is no more room. */
  readonly short?: string
  /** The higher, the sooner it is left out. */
  readonly rank: number
  /** What is counted when it is left out, one of it: "resource". */
  readonly what: string
  /** Several of it, where that is more than an s at the end. */
  readonly whatPlural?: string
  /** How many of those it is about; 1 unless given. */
  readonly count?: number
  /** What is said of it by itself where it is left out: of a resource that is destroyed, its address. */
  readonly trace?: string
}

/** How long a text is, in the unit of its limit. */
export type TextMeasure = (text: string) => number

/** What there was no room for. */
export interface Missing {
  readonly left: readonly TextBlock[]
  readonly shortened: readonly TextBlock[]
}

/** Blocks are paragraphs: with a blank line between them. */
const BREAK = '\n\n'
/** The part of the limit that is kept for the note on what was left out. */
const NOTE_PART = 1 / 10
const MAX_NOTE = 8_000

export interface FittedText extends Missing {
  readonly text: string
}

/**
 * Joins blocks to a text of at most `limit`. Where they don't fit, those of the highest rank are shortened and left out first; one that is
 * too large for the room that is left doesn't exclude the following ones. `note` says at the end what is missing, in at most `room`.
 */
export function fit(
  blocks: readonly TextBlock[],
  limit: number,
  measure: TextMeasure,
  note: (missing: Missing, room: number) => string
): FittedText {
  const whole = wholeText(blocks)
  if (measure(whole) <= limit) return { text: whole, left: [], shortened: [] }
  const gap = measure(BREAK)
  const noteRoom = Math.min(MAX_NOTE, Math.floor(limit * NOTE_PART))
  let room = limit - noteRoom - gap
  const shown = new Map<number, string>()
  const order = [...blocks.keys()].toSorted((a, b) => (blocks[a]?.rank ?? 0) - (blocks[b]?.rank ?? 0) || a - b)
  // First the least of each, then as much of each as there is room for.
  for (const [pass, form] of FORMS.entries()) {
    for (const index of order) {
      const text = form(blocks[index] ?? NOTHING)
      const had = shown.get(index)
      if (pass > 0 && had === undefined) continue
      const more = measure(text) + gap - (had === undefined ? 0 : measure(had) + gap)
      if (more > room) continue
      shown.set(index, text)
      room -= more
    }
  }
  const left = blocks.filter((_, index) => !shown.has(index))
  const shortened = blocks.filter(({ text }, index) => shown.has(index) && shown.get(index) !== text)
  const said = note({ left, shortened }, noteRoom)
  const kept = [...shown].toSorted(([a], [b]) => a - b).map(([, form]) => form)
  return { text: join([...kept, ...(measure(said) <= noteRoom ? [said] : [])]), left, shortened }
}

/** The text without a limit. */
export const wholeText = (blocks: readonly TextBlock[]): string => join(blocks.map(({ text }) => text))

const FORMS: readonly ((block: TextBlock) => string)[] = [
  ({ text, brief, short }) => short ?? brief ?? text,
  ({ text, brief }) => brief ?? text,
  ({ text }) => text
]
const NOTHING: TextBlock = { text: '', rank: 0, what: '' }
/** The items of a list stay one list. */
const join = (texts: readonly string[]): string =>
  texts
    .map((text, index) => (index === 0 ? '' : isItem(text) && isItem(texts[index - 1] ?? '') ? '\n' : BREAK) + text)
    .join('')

const isItem = (text: string): boolean => /^- .*$/.test(text)
