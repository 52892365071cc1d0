import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env } from 'node:process'
import { TestEnvironment } from 'jest-environment-node'

/** Each test file has a temporary folder of its own, and fails when it leaves something there. */
export default class OwnTemporaryFolder extends TestEnvironment {
  #before
  #folder
  #hasFailed = false

  constructor(config, context) {
    // Tests see a copy of the environment that the base class makes, their processes the original.
    const { TMPDIR: before } = env
    const folder = mkdtempSync(join(tmpdir(), 'test-file-'))
    // Tests of permissions are somebody else for a while.
    chmodSync(folder, 0o1777)
    env.TMPDIR = folder
    super(config, context)
    this.#before = before
    this.#folder = folder
  }

  handleTestEvent({ name }) {
    if (name === 'test_fn_failure' || name === 'hook_failure') this.#hasFailed = true
  }

  async teardown() {
    await super.teardown()
    const left = new Set(readdirSync(this.#folder).map(name => name.replace(/-\w{6}$/, '-*')))
    if (this.#before === undefined) delete env.TMPDIR
    else env.TMPDIR = this.#before
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 3 })
    // An error here would take the place of what the tests say.
    if (left.size > 0 && !this.#hasFailed)
      throw new Error(
        `the test file leaves ${[...left].join(', ')} in the temporary folder: remove what a test creates`
      )
  }
}
