import type { Blobs } from './blobs.ts'
import type { Engine } from './engine/engine.ts'
import type { Faults } from './faults.ts'
import type { Journal } from './journal.ts'
import type { Scripts } from './scripts.ts'
import type { Settings } from './settings.ts'
import type { Slots } from './slots.ts'
import type { World } from './world.ts'

/** The parts that rules and routes work with. */
export interface Service {
  readonly world: World
  readonly settings: Settings
  readonly faults: Faults
  readonly journal: Journal
  readonly blobs: Blobs
  readonly engine: Engine
  readonly scripts: Scripts
  readonly slots: Slots
  /** Uploads and unpacked configurations lie here until the end. */
  readonly directory: string
  /** Notes a run on its way, so that closing can wait for what it does. */
  readonly conducting: (run: Promise<void>) => void
  /** Aborted when a client asks the server to stop. */
  readonly stopping: AbortController
  /** Where the object store is, when it has an origin of its own. */
  archivist: string | undefined
}
