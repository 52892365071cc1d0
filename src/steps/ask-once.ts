import { sendOnce } from '../tfe/write-once.ts'
import type { World } from './world.ts'

/** Times that something is asked for, and milliseconds between two looks whether it was done. */
const MAX_ATTEMPTS = 3
const BETWEEN_LOOKS_MS = 1_000

/** Asks for something to be done. Where no answer says so, `isDone` tells whether it must be asked for again. */
export async function askOnce(
  { clock, signal }: World,
  ask: () => Promise<void>,
  isDone: () => Promise<boolean>
): Promise<void> {
  await sendOnce(clock, {
    attempts: MAX_ATTEMPTS,
    send: () => ask().then(() => true),
    find: async () => (await isDone()) || undefined,
    pausesMs: [BETWEEN_LOOKS_MS],
    signal
  })
}
