import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onARunner, runStep } from '../on-a-runner.ts'
import { onGithub } from '../on-github.ts'

/** An action that does what its input says, in the place of one of ours. */
const leaky = mkdtempSync(join(tmpdir(), 'leaky-'))
const action = relative(join(import.meta.dirname, '..', '..', '..'), leaky)
const MANIFEST = `name: leaky
inputs:
  script: { default: '' }
  secret: { default: '' }
  token: { default: '' }
  sensitive-outputs: { default: omit }
  ${['hostname', 'organization', 'workspace', 'pull-request-comment'].map(name => `${name}: { default: '' }`).join('\n  ')}
runs:
  using: node24
  main: index.js
  post: index.js
`
const SOURCE = `const { appendFileSync, writeFileSync } = require('node:fs')
const { execFileSync } = require('node:child_process')
const { env } = process
const said = env.STATE_said === 'main'
appendFileSync(env.GITHUB_STATE, 'said=main\\n')
Promise.resolve(eval('async (secret, said) => {' + env.INPUT_SCRIPT + '}')(env.INPUT_SECRET, said))
`
beforeAll(() => {
  writeFileSync(join(leaky, 'action.yml'), MANIFEST)
  writeFileSync(join(leaky, 'index.js'), SOURCE)
})
afterAll(() => rmSync(leaky, { recursive: true }))

const PASSWORD = 'correct horse\nbattery staple\n100% sure'
const url = async (hcp: Hcp): Promise<string> => {
  const version = hcp.seedState({ db: { value: { password: PASSWORD, port: 6543, on: true }, sensitive: true } })
  const answer = await fetch(`${hcp.address}/api/v2/state-versions/${version.id}`, {
    headers: { authorization: `Bearer ${hcp.token}` }
  })
  const { data } = (await answer.json()) as { data: { attributes: Record<string, string> } }
  return data.attributes['hosted-state-download-url'] ?? ''
}

const MASK = { 'sensitive-outputs': 'mask' }
const OUTPUT = "appendFileSync(env.GITHUB_OUTPUT, 'a=' + secret + '\\n')"

test.each<[string, 'token' | 'url' | 'leaf', string, Record<string, string>, string]>([
  ['a token in the log', 'token', 'console.log(secret)', {}, 'a token is in its output'],
  ['one in its errors', 'token', 'console.error(secret)', {}, 'a token is in its output'],
  ['a URL in a debug line', 'url', "console.log('::debug::' + secret)", {}, 'a URL that is a secret is in its output'],
  ['a line of a sensitive value', 'leaf', 'console.log(secret)', {}, 'a sensitive output is in its output'],
  [
    'one that a command escapes',
    'leaf',
    "console.log('::notice::I am 100%25 sure')",
    {},
    'a sensitive output is in its commands'
  ],
  ['a number of one', 'leaf', "console.log('port ' + 6543)", {}, 'a sensitive output is in its output'],
  ['one in JSON', 'leaf', "console.log(JSON.stringify('x\\n' + secret))", {}, 'a sensitive output is in its output'],
  [
    'a token in base64',
    'token',
    "console.log('Basic ' + Buffer.from(secret).toString('base64'))",
    {},
    'a token is in its output'
  ],
  [
    'one in a URL',
    'leaf',
    "console.log('https://x.test/?p=' + encodeURIComponent(secret))",
    {},
    'a sensitive output is in its output'
  ],
  ['one in an output', 'leaf', OUTPUT, {}, 'a sensitive output is in its outputs'],
  ['a token in an output, masks or not', 'token', OUTPUT, MASK, 'a token is in its outputs'],
  ['a URL in its state', 'url', "appendFileSync(env.GITHUB_STATE, 'a=' + secret + '\\n')", {}, 'is in its saved state'],
  ['one in the summary', 'leaf', 'appendFileSync(env.GITHUB_STEP_SUMMARY, secret)', MASK, 'is in step_summary_'],
  ['one for later steps', 'leaf', "appendFileSync(env.GITHUB_ENV, 'A=' + secret + '\\n')", MASK, 'is in what it sets'],
  ['a token in a file', 'token', "writeFileSync(env.RUNNER_TEMP + '/left', secret)", {}, 'a token is in left'],
  [
    'a token among arguments',
    'token',
    "try { execFileSync('git', ['log', secret]) } catch {}",
    {},
    'a token is in the arguments of git'
  ],
  ['a token in the post step', 'token', 'if (said) console.log(secret)', {}, 'a token is in its output']
])('%s', async (_name, what, script, inputs, says) => {
  await using hcp = await serve({ stateDownload: 'archivist' })
  const secrets = { url: await url(hcp), token: hcp.token, leaf: 'battery staple' }
  const options = { action, inputs: { script, secret: secrets[what], ...inputs } }
  await expect(runStep(hcp, options)).rejects.toThrow(says)
})

test('what was sent to GitHub is searched, too', async () => {
  await using hcp = await serve()
  await using github = await serveGithub()
  const pull = github.addPullRequest()
  const script = `await fetch(env.GITHUB_API_URL + '/repos/' + env.GITHUB_REPOSITORY + '/issues/${pull.number}/comments', {
    method: 'POST', headers: { authorization: 'token ${github.defaultToken}', 'content-type': 'application/json' }, body: JSON.stringify({ body: secret }) })`
  const options = onGithub(github.trigger('pull_request', pull), { action, inputs: { script, secret: hcp.token } })
  await expect(runStep(hcp, options)).rejects.toThrow('a token is in what was sent to GitHub')
})

test('masks may name what they mask, outputs hold what was asked for, and only a secret counts as one', async () => {
  await using hcp = await serve()
  await url(hcp)
  const script = `secret += ' staple'; console.log('::add-mask::' + secret); console.log('true'); ${OUTPUT}`
  using run = onARunner(hcp, { action, inputs: { script, secret: 'battery', ...MASK } })
  const { outputs, masks } = await run.ended
  expect([outputs.a, masks]).toEqual(['battery staple', ['battery staple']])
})
