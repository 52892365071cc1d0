/** Whether compression gains nothing: archives, images and ciphertext are already dense. */

const SAMPLE_COUNT = 4
const SAMPLE_LENGTH = 256
/** Of the 256 values of a byte, random bytes show about 162 in a sample, give or take 5; programs 120 at most, text 70. */
const DENSE_DISTINCT_BYTES = 140

/** Takes its samples from all over, because all of the bytes should be dense. */
export function isDense(bytes: Buffer): boolean {
  const step = Math.floor(bytes.length / SAMPLE_COUNT)
  if (step < SAMPLE_LENGTH) return false
  for (let start = 0; start + SAMPLE_LENGTH <= bytes.length; start += step) {
    if (distinctValues(bytes, start) < DENSE_DISTINCT_BYTES) return false
  }
  return true
}

function distinctValues(bytes: Buffer, start: number): number {
  const seen = new Uint8Array(256)
  let count = 0
  for (let at = start; at < start + SAMPLE_LENGTH; at++) {
    const value = bytes[at] ?? 0
    count += 1 - (seen[value] ?? 0)
    seen[value] = 1
  }
  return count
}
