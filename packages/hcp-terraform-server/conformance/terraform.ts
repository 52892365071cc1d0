import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Leaf } from './go-tfe.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly title: string
      readonly status: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

/** The `cloud` block of the real CLI, with a name, with tags as a map and as a list, and behind a run with a comment. */
export function runTerraform(folder: string): Leaf[] {
  const report = join(folder, 'terraform.json')
  const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js')
  const options = ['--silent', '--json', '--outputFile', report, 'packages/hcp-terraform-server/tests/cli.test.ts']
  spawnSync(process.execPath, ['--experimental-vm-modules', jest, ...options], { cwd: ROOT, stdio: 'ignore' })
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
  if (tests.length === 0) throw new Error('the tests with the terraform CLI could not be run')
  return tests.map(({ title, status, failureMessages }) => ({
    family: 'terraform',
    name: title,
    outcome: status === 'passed' ? 'pass' : status === 'failed' ? 'fail' : 'skip',
    output: failureMessages.join('\n')
  }))
}
