import { randomBytes } from 'node:crypto'

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** `run-` and sixteen letters and digits, as every id of the API but organizations. */
export function newId(prefix: string): string {
  return `${prefix}-${letters(16)}`
}

/** For URLs that are their own permission. */
export function newSecret(): string {
  return letters(64)
}

export function newToken(): string {
  return `${letters(14)}.atlasv1.${letters(60)}`
}

function letters(count: number): string {
  // 57 letters of 256 values: the few values that would favour some letters are left out.
  const letters: string[] = []
  while (letters.length < count) {
    for (const byte of randomBytes(count * 2)) {
      if (byte < ALPHABET.length * 4 && letters.length < count) letters.push(ALPHABET.charAt(byte % ALPHABET.length))
    }
  }
  return letters.join('')
}
