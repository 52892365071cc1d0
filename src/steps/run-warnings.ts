import { Deadline } from '../network/deadline.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/resources/runs.ts'
import type { World } from './world.ts'

/** Events that Terraform shows as warnings as well: the run is checked by other rules than the settings say. */
const WARNINGS: readonly string[] = ['changed_policy_enforcements', 'changed_task_enforcements']

/** Milliseconds that reading them may take: nothing else waits for it, but the end of the step. */
const DEADLINE_MS = 10_000

/** Warns of what the service says about a run, once, as soon as it may have said something. */
export class RunWarnings {
  readonly #world: World
  readonly #tfe: Tfe
  #warned: Promise<void> | undefined

  constructor(world: World, tfe: Tfe) {
    this.#world = world
    this.#tfe = tfe
  }

  heed(run: Run): void {
    if (!run.hasNoEvents) this.#warned ??= this.#warn(run)
  }

  /** Ends when the warnings are in the log. */
  async warned(): Promise<void> {
    await this.#warned
  }

  async #warn({ id }: Run): Promise<void> {
    const { log, signal, clock } = this.#world
    using deadline = new Deadline(clock, DEADLINE_MS, signal)
    try {
      for (const { action, description } of await this.#tfe.comments.events(id, { signal: deadline.signal }))
        if (WARNINGS.includes(action) && description !== undefined)
          log.warning(log.secrets.removeFrom(`The service changed how it checks this run: ${description}`))
    } catch (error) {
      log.debug(`The events of the run can't be read: ${log.reason(error)}`)
    }
  }
}
