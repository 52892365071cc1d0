import { expect, test } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { headCommit } from '../../src/github/git.ts'

test.each(['missing', '', '/', 'a/b/c'])('%j is in no repository of an empty workspace', async directory => {
  const workspace = mkdtempSync(join(tmpdir(), 'workspace-'))
  try {
    expect(await headCommit(directory, workspace)).toBeUndefined()
    expect(await headCommit(join(workspace, directory), workspace)).toBeUndefined()
  } finally {
    rmSync(workspace, { recursive: true })
  }
})

test('a workspace that does not exist has no repository', async () => {
  expect(await headCommit('missing', 'missing-too')).toBeUndefined()
})
