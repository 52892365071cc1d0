import { jest } from '@jest/globals'

/** A few tests of the server for tests still depend on the machine's speed. A failure is logged before the test is tried again. */
jest.retryTimes(2, { logErrorsBeforeRetry: true })
