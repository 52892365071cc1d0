import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from '@jest/globals'
import { runWorkflow } from '../src/index.ts'
import { directoryOf } from './tiny-action.ts'

const sha = (digit: string) => digit.repeat(40)
const hasGit = (() => {
  try {
    execFileSync('git', ['--version'])
    return true
  } catch {
    return false
  }
})()

function run(event: { name: string; payload: object }) {
  const commands = [
    'git rev-parse HEAD',
    'git log -1 --format=%s',
    'git status --porcelain | wc -l',
    'git cat-file commit HEAD | grep parent || true',
    'git rev-parse -q --verify HEAD^2 || echo shallow'
  ].join('; ')
  const file = path.join(
    directoryOf({
      'ci.yml': `on: [push, pull_request]\njobs:\n  a:\n    runs-on: x\n    steps:\n      - {uses: actions/checkout@v6}\n      - {id: git, run: '${commands}'}\n`
    }),
    'ci.yml'
  )
  const repository = directoryOf({ 'main.tf': '' })
  return runWorkflow({ file, repository, event: { name: event.name, payload: { ...event.payload } } }).ended
}
const printed = async (...given: Parameters<typeof run>) =>
  (await run(...given)).job('a').step('git').log.split('##[endgroup]\n')[1]?.split('\n')

const ifGit = hasGit ? test : test.skip

ifGit('a checkout is a repository whose HEAD is the commit of the run', async () => {
  const payload = { ref: 'refs/heads/main', after: sha('a'), head_commit: { message: 'Add a bucket' } }
  expect(await printed({ name: 'push', payload })).toEqual([sha('a'), 'Add a bucket', '0', 'shallow'])
})

ifGit('of a pull request it is the merge, without its parents', async () => {
  const pull = {
    number: 7,
    merge_commit_sha: sha('c'),
    base: { ref: 'main', sha: sha('a') },
    head: { ref: 'b', sha: sha('b') }
  }
  const event = { name: 'pull_request', payload: { number: 7, pull_request: pull } }
  const subject = `Merge ${sha('b')} into ${sha('a')}`
  const parents = [`parent ${sha('a')}`, `parent ${sha('b')}`]
  expect(await printed(event)).toEqual([sha('c'), subject, '0', ...parents, 'shallow'])
})
