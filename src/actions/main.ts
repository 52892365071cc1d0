import { systemClock } from '../clock.ts'
import { ApiError, InputError, NetworkError, RunFailed } from '../errors.ts'
import { fromEnvironment, tokensIn } from '../github/inputs.ts'
import { printThrough } from '../github/library-output.ts'
import { Log } from '../github/log.ts'
import { Cancelled, listenForCancellation, listenForUncaught } from '../github/signals.ts'
import { foreignNames } from '../inputs/foreign-names.ts'
import { fetchFor } from '../network/send.ts'
import type { WorldOverrides, World } from '../steps/world.ts'

/** Runs an action in the runner's world. The one place where errors end, and where a step is failed. */
export const main = (action: (world: World) => Promise<void>, overrides?: WorldOverrides): Promise<void> =>
  inTheRunner(
    world => {
      for (const warning of foreignNames(world.env)) world.log.warning(warning)
      return action(world)
    },
    (log, error) => log.fail(describe(error)),
    overrides
  )

/** Runs the post step. Cleanup never fails a job: it warns. */
export const post = (action: (world: World) => Promise<void>, overrides?: WorldOverrides): Promise<void> =>
  inTheRunner(action, (log, error) => log.warning(describe(error)), overrides)

async function inTheRunner(
  action: (world: World) => Promise<void>,
  failed: (log: Log, error: unknown) => void,
  overrides: WorldOverrides = {}
): Promise<void> {
  const log = new Log()
  const console = printThrough(log)
  using cancellation = listenForCancellation(process)
  using uncaught = listenForUncaught(process)
  const { env } = process
  for (const token of tokensIn(env)) log.credential(token)
  try {
    const acted = action({
      env,
      read: fromEnvironment(env),
      log,
      clock: overrides.clock ?? systemClock,
      fetch: overrides.fetch ?? fetchFor(env),
      signal: AbortSignal.any([cancellation.signal, uncaught.signal])
    })
    await Promise.race([acted, uncaught.thrown])
  } catch (error) {
    orFail(() => {
      log.endGroup()
      failed(log, error)
      if (error instanceof Error && error.stack !== undefined) log.debug(error.stack)
    })
  } finally {
    console[Symbol.dispose]()
    orFail(() => {
      log.endGroup()
    })
  }
}

/** Where the log takes no more, nothing is thrown: Node would print the error with all that it quotes. */
function orFail(write: () => void): void {
  try {
    write()
  } catch {
    process.exitCode = 1
  }
}

/** What a person reads of a failure: its own message where it was foreseen. The log removes every secret known so far from it. */
function describe(error: unknown): string {
  const foreseen = [InputError, ApiError, NetworkError, RunFailed, Cancelled].some(kind => error instanceof kind)
  if (foreseen) return (error as Error).message
  return `This is a defect of the action, please report it: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`
}
