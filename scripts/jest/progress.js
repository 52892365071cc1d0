import { appendFileSync } from 'node:fs'
import { env } from 'node:process'

/** Writes each start and each end of a test as a line of JSON into the file that PROGRESS names, so that it is known which one has not ended. */
export default class Progress {
  onTestFileStart({ path }) {
    this.#write({ event: 'file-started', path })
  }

  onTestCaseStart({ path }, { fullName }) {
    this.#write({ event: 'started', path, name: fullName, at: Date.now() })
  }

  onTestCaseResult({ path }, { fullName, status, duration, failureMessages: [message] }) {
    this.#write({ event: 'ended', path, name: fullName, status, milliseconds: duration ?? 0, message })
  }

  onTestFileResult({ path }, { testExecError }) {
    this.#write({ event: 'file-ended', path, failed: Boolean(testExecError) })
  }

  #write(line) {
    appendFileSync(env.PROGRESS, `${JSON.stringify(line)}\n`)
  }
}
