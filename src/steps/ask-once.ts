import { once } from '../tfe/once.ts'
import type { World } from './world.ts'

/** Times that something is asked for, and milliseconds before a look whether it was done. */
const ATTEMPTS = 3
const BEFORE_LOOK = 1_000

/** Asks for something to be done. Where no answer says so, `isDone` tells whether it must be asked for again. */
export async function askOnce(
  { clock, signal }: World,
  ask: () => Promise<void>,
  isDone: () => Promise<boolean>
): Promise<void> {
  await once(
    ATTEMPTS,
    async () => {
      await ask()
      return true
    },
    async () => {
      await clock.sleep(BEFORE_LOOK, signal)
      return (await isDone()) || undefined
    }
  )
}
