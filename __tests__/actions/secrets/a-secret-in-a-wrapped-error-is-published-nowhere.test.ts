import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve, type RunScript } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { runStep } from '../on-a-runner.ts'

/** As Terraform 1.11 prints it where its output is not a terminal: it wraps the detail at 78 columns. */
const box = (kind: string, ...detail: readonly string[]): string =>
  [
    '\u2577',
    `│ ${kind}: No user`,
    '│ ',
    '│   on main.tf line 3, in resource "terraform_data" "a":',
    '│    3: resource "terraform_data" "a" {',
    '│ ',
    ...detail.map(line => `│ ${line}`),
    '\u2575\n'
  ].join('\n')

/** What is printed and published of a run whose sensitive variables these are. */
async function publish(
  plan: NonNullable<RunScript['plan']>,
  variables: Readonly<Record<string, string>>
): Promise<readonly string[]> {
  await using hcp = await serve({ script: { plan } })
  await using github = await serveGithub()
  const trigger = github.trigger('pull_request', github.addPullRequest({ number: 7 }))
  const names = Object.keys(variables)
  const inputs = { variables: JSON.stringify(variables), 'sensitive-run-variables': names.join('\n') }
  const files = { 'main.tf': names.map(name => `variable "${name}" {\n  sensitive = true\n}\n`).join('') }
  const step = await runStep(hcp, { ...onGithub(trigger, { inputs }), files })
  // The runner itself prints the inputs first.
  return [step.log.split('Uploading')[1] ?? '', step.summary, github.comments(7)[0]?.body ?? '']
}

const DSN = 'Server=db.internal;User Id=svc_ledger;Password=Hunter two-swordfish;Encrypt=yes'

test.each([
  ['a blank', { note: 'correct horse battery staple' }, 'is correct horse\nbattery staple, and', 'is ***, and'],
  ['two blanks', { note: 'correct  horse-battery' }, 'is correct\nhorse-battery, and', 'is ***, and'],
  ['a tab', { note: 'correct\thorse-battery' }, 'is correct\nhorse-battery, and', 'is ***, and'],
  [
    'a blank, escaped',
    { note: 'so "correct" horse' },
    String.raw`is "so \"correct\"` + '\nhorse", and',
    'is "***", and'
  ],
  [
    'a blank, with a secret in it',
    { user: 'svc_ledger', dsn: DSN },
    `is ${DSN.replace(' two', '\ntwo')}, and`,
    'is ***, and'
  ]
])('a secret that is wrapped at %s', async (_where, variables, text, shown) => {
  const places = await publish({ status: 'errored', log: box('Error', ...text.split('\n')) }, variables)
  for (const place of places) {
    expect(place).toContain(shown)
    expect(place).not.toMatch(/horse|battery|swordfish/)
  }
})

const PLAN = `
Terraform used the selected providers to generate the following execution
plan. Resource actions are indicated with the following symbols:
  + create

Terraform will perform the following actions:

  # terraform_data.a will be created
  + resource "terraform_data" "a" {
      + id = (known after apply)
    }

Plan: 1 to add, 0 to change, 0 to destroy.
`

test('a secret that is wrapped in a warning below a plan that is shown as text', async () => {
  const log = PLAN + box('Warning', 'The user has the password correct horse', 'battery staple although it is weak.')
  const places = await publish({ additions: 1, log, json: null }, { note: 'correct horse battery staple' })
  for (const place of places) {
    expect(place).toContain('The user has the password *** although it is weak.')
    expect(place).not.toMatch(/horse|staple/)
  }
})

const WRAPPED = 'The database refused the password correct horse\nbattery staple, and closed the connection.'

test.each([
  ['an error without a box', `\nError: No user\n\n  on main.tf line 3\n\n${WRAPPED}\n\n`],
  ['a warning without a box', `\nWarning: No user\n\n${WRAPPED}\n\n`],
  ['a box of many lines', box('Error', ...Array<string>(600).fill('more'), ...WRAPPED.split('\n'))],
  [
    'a box of more lines than are read at once',
    box('Error', ...Array<string>(10_100).fill('more'), ...WRAPPED.split('\n'))
  ]
])('a secret that is wrapped in %s', async (_where, log) => {
  const places = await publish({ status: 'errored', log }, { note: 'correct horse battery staple' })
  expect(places[0]).toContain('The database refused the password ***, and closed the connection.')
  for (const place of places) expect(place).not.toMatch(/horse|battery/)
})
