/** Ends the test run with its numbers, and with the name of every test that was left out. */
export default class Tally {
  onRunComplete(_contexts, { numPassedTests, numFailedTests, numPendingTests, testResults }) {
    const left = testResults.flatMap(file => file.testResults).filter(({ status }) => status === 'pending')
    for (const { fullName } of left) console.log(`skipped: ${fullName}`)
    console.log(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`)
  }
}
