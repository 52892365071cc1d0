import { poll } from '../clock.ts'
import { RunFailed } from '../errors.ts'
import { sendOnce, UNTIL_SEEN_MS } from '../tfe/write-once.ts'
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

/** Asks for something to be done, and looks whether it was. `otherwise` says what is seen in its place. */
export async function askUntilSeen(
  world: World,
  ask: () => Promise<void>,
  isDone: () => Promise<boolean>,
  otherwise: () => string
): Promise<void> {
  await askOnce(world, ask, isDone)
  await mustBeSeen(world, isDone, otherwise)
}

/** After an answer, which only says that the server has heard the request. */
export async function mustBeSeen(
  { clock, signal }: World,
  isDone: () => Promise<boolean>,
  otherwise: () => string
): Promise<void> {
  const isSeen = await poll(clock, { pausesMs: UNTIL_SEEN_MS, signal }, async () => (await isDone()) || undefined)
  if (isSeen === undefined) throw new RunFailed(`The server answered without an error, but ${otherwise()}`)
}
