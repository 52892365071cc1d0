import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve, type Hcp, type RunScript } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { onARunner } from '../on-a-runner.ts'

/** Masks reach the log only. A step whose secret is in what GitHub gets fails its scenario. */

const SECRET = 'hunter22-swordfish'
const FILES = { 'main.tf': 'variable "pw" {\n  sensitive = true\n}\n' }

const tokenOf = ({ token }: Hcp): string => token
const variable = (): string => SECRET
const githubToken = (_hcp: Hcp, token: string): string => token

async function planned(
  script: (hcp: Hcp) => RunScript,
  act: (hcp: Hcp, githubToken: string) => void = () => undefined
): Promise<{ readonly sent: string; readonly secrets: readonly string[] }> {
  await using hcp = await serve()
  hcp.script({ ...script(hcp), hold: ['planning'] })
  await using github = await serveGithub()
  const trigger = github.trigger('pull_request', github.addPullRequest({ number: 7 }))
  const options = onGithub(trigger, {
    files: FILES,
    inputs: { variables: `pw = "${SECRET}"`, 'sensitive-run-variables': 'pw' }
  })
  using run = onARunner(hcp, options)
  await run.line('Run: planning')
  act(hcp, github.defaultToken)
  hcp.release()
  const step = await run.ended
  const written = github.comments(7).map(({ body }) => body)
  return { sent: [step.summary, ...written].join('\n'), secrets: [hcp.token, github.defaultToken, SECRET] }
}

test.each<[string, (hcp: Hcp, githubToken: string) => string, (secret: string) => unknown]>([
  ['the token in its detail', tokenOf, secret => ({ status: '401', title: 'no', detail: `Bearer ${secret}` })],
  ['the token in its title', tokenOf, secret => ({ status: '401', title: `Bearer ${secret}` })],
  ['the token in a plain text', tokenOf, secret => `Bearer ${secret}`],
  ['the token of GitHub', githubToken, secret => ({ status: '401', title: 'no', detail: `Bearer ${secret}` })],
  ['a sensitive variable', variable, secret => ({ title: 'no', detail: 'x', source: { pointer: `/${secret}` } })]
])('an error that quotes %s', async (_name, secretOf, error) => {
  const { sent, secrets } = await planned(
    () => ({}),
    (hcp, token) => {
      const body = JSON.stringify({ errors: [error(secretOf(hcp, token))] })
      hcp.faults.set({ on: '* /*', do: { kind: 'answer', status: 401, body }, times: 1_000 })
    }
  )
  expect(sent).toContain('The service refuses the token now')
  for (const secret of secrets) expect(sent).not.toContain(secret)
})

test('a name that quotes a token is published without it', async () => {
  const { sent, secrets } = await planned(hcp => ({
    policies: [{ name: `guard-${hcp.token}`, enforcement: 'advisory', passes: false }]
  }))
  expect(sent).toContain('guard-***')
  for (const secret of secrets) expect(sent).not.toContain(secret)
})
