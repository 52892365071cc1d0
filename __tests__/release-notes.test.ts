import { expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { directoryOf } from '../packages/workflow-runner/tests/tiny-action.ts'

const COMMAND = join(import.meta.dirname, '..', 'scripts', 'release-notes.ts')
const CHANGELOG = `# Changelog

## [Unreleased]

### Added

- Something new.

## [1.10.0] - 2026-03-01

### Fixed

- What was broken.

## [1.1.0] - 2026-02-01

## [1.0.0]

- The first.
`

/** What the command prints for a version. */
function notes(version: string): readonly [status: number | null, stdout: string, stderr: string] {
  const changelog = join(directoryOf({ 'CHANGELOG.md': CHANGELOG }), 'CHANGELOG.md')
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, version, changelog], { encoding: 'utf8' })
  return [status, stdout, stderr]
}

test('the notes of a release are what the changelog says of its version', () => {
  expect(notes('1.10.0')).toEqual([0, '### Fixed\n\n- What was broken.\n', ''])
})

test.each(['Unreleased', '1.10', 'v1.10.0', '1.10.0; rm -rf .', ''])('"%s" is not a version', version => {
  expect(notes(version)).toEqual([1, '', `"${version}" is not a version such as 1.2.3\n`])
})

test.each([
  ['1.2.0', 'that does not exist'],
  ['1.1.0', 'of which nothing is said'],
  ['1.0.0', 'without a date']
])('%s, a version %s, is not released', version => {
  expect(notes(version)).toEqual([1, '', expect.stringContaining(`below "## [${version}] - <date>"`)])
})
