/** A phrase that a page, a message, a comment or a test name must not contain, and the words to write instead. */
interface Replacement {
  readonly phrase: RegExp
  readonly instead: string
}

const row = (phrase: RegExp, instead: string): Replacement => ({ phrase, instead })

export const REPLACEMENTS: readonly Replacement[] = [
  row(/\b(?:is|are|was|were) none of\b/gi, 'must be one of'),
  row(/(?<!\bthere )\b(?:is|are|was|were) no (?!longer\b|more\b)\w+/gi, 'must be, or is not'),
  row(/\bspans? of time\b/gi, 'duration'),
  row(/\b(?:is|are|was|were) to be \w+(?:ed|en|ne|de|lt|ut)\b/gi, 'say who does it'),
  row(/\b(?:is|are|was|were|be|been) ended\b/gi, 'ends, or say who ends it'),
  row(/\btold\b/gi, 'says or logs, and say who'),
  row(/\bmend(?:s|ed|ing)?\b/gi, 'fix'),
  row(/\bnobody\b/gi, 'nothing, no person, or say who'),
  row(/\balone\b/gi, 'only'),
  row(/\bbeside\b/gi, 'next to, or with'),
  row(/\bas such\b/gi, 'leave it out'),
  row(/\b(?:is|are|was|were|been) over\b/gi, 'has finished'),
  row(/\b(?:stands?|stood|standing)\b/gi, 'is, or the status'),
  row(/\b(?:is|are|was|were) (?:not )?there\b/gi, 'exists'),
  row(/\bconcern(?:s|ed)?\b/gi, 'affect'),
  row(/\bobjections?\b/gi, 'checks'),
  row(/\btidy\b/gi, 'clean'),
  row(/\b(?:who reads|what comes|whose turn)\b/gi, 'name the person or thing')
]
