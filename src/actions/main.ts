import { systemClock } from '../clock.ts'
import { ApiError, InputError, NetworkError, RunFailed } from '../errors.ts'
import { fromEnvironment } from '../github/inputs.ts'
import { Log } from '../github/log.ts'
import { Cancelled, listenForCancellation } from '../github/signals.ts'
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
    (log, error) => log.fail(describe(error, log)),
    overrides
  )

/** Runs what comes after the job. Cleaning up never fails a job: it warns. */
export const post = (action: (world: World) => Promise<void>, overrides?: WorldOverrides): Promise<void> =>
  inTheRunner(action, (log, error) => log.warning(describe(error, log)), overrides)

async function inTheRunner(
  action: (world: World) => Promise<void>,
  failed: (log: Log, error: unknown) => void,
  overrides: WorldOverrides = {}
): Promise<void> {
  const log = new Log()
  using cancellation = listenForCancellation(process)
  const { env } = process
  try {
    await action({
      env,
      read: fromEnvironment(env),
      log,
      clock: overrides.clock ?? systemClock,
      fetch: overrides.fetch ?? fetchFor(env),
      signal: cancellation.signal
    })
  } catch (error) {
    log.endGroup()
    failed(log, error)
    if (error instanceof Error && error.stack !== undefined) log.debug(clean(error.stack, log))
  } finally {
    log.endGroup()
  }
}

/** What a person reads of a failure: its own message where it was foreseen. */
function describe(error: unknown, log: Log): string {
  // What these say is our own, or was cleaned where it was put together.
  if (error instanceof RunFailed || error instanceof Cancelled) return error.message
  const foreseen = [InputError, ApiError, NetworkError].some(kind => error instanceof kind)
  if (foreseen) return clean((error as Error).message, log)
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return `This is a defect of the action, please report it: ${clean(text, log)}`
}

/** What was not foreseen may quote anything: it is not printed before every secret known so far is removed from it. */
function clean(text: string, log: Log): string {
  try {
    return log.secrets.removeFrom(text)
  } catch {
    return 'its text is left out, since secrets in it could not be looked for'
  }
}
