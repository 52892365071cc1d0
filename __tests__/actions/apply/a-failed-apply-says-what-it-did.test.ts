import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { hasTerraform } from '../../../packages/hcp-terraform-server/tests/terraform-cli.ts'
import { onGithub } from '../on-github.ts'
import { runStep } from '../on-a-runner.ts'

const present = hasTerraform()
if (!present) console.warn('SKIPPED: terraform is not on PATH; no apply failed in it.')
const withTerraform = present ? test : test.skip

/** With version 2 a provisioner of `db` fails, that of `first` prevents its destruction, and `dns` waits for `db`. */
const configuration = (version: number): string => `
resource "terraform_data" "network" {}
resource "terraform_data" "db" {
  input            = ${version}
  triggers_replace = ${version}
  provisioner "local-exec" {
    command = "${version === 1 ? 'true' : 'exit 3'}"
  }
}
resource "terraform_data" "web" {
  for_each = toset(["a", "b: Creating...", "c"])
  input    = "\${each.key} ${version}"
}
resource "terraform_data" "dns" {
  input = terraform_data.db.output
}
resource "terraform_data" "first" {
  triggers_replace = ${version}
  provisioner "local-exec" {
    when    = destroy
    command = "exit 5"
  }
}
`

withTerraform.each([true, false])('a failed apply says what it did, in structured logs: %s', async isStructured => {
  await using hcp = await serve({ engine: 'terraform' })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  hcp.createWorkspace('failing', { 'structured-run-output-enabled': isStructured })
  const apply = (version: number) =>
    runStep(
      hcp,
      onGithub(github.trigger('push', pull), {
        files: { 'main.tf': configuration(version) },
        inputs: { workspace: 'failing', operation: 'apply' }
      })
    )
  github.merge(pull)
  expect((await apply(1)).conclusion).toBe('success')
  const failed = await apply(2)
  expect(failed.conclusion).toBe('failure')
  const text = github.comments(7)[0]?.body ?? ''
  expect(text).toContain('### ❌ Apply failed in `demo/failing`: 3 of 6 done, 2 failed, 1 not reached')
  expect(text).toContain('**1 resource was destroyed or replaced**: `terraform_data.db`')
  expect(text).toContain('**1 resource was planned to be destroyed or replaced**: `terraform_data.first`')
  expect(text).toContain('Planned: 0 to add, 4 to change, 2 to replace, 0 to destroy')
  const lines = Array.from(
    text.matchAll(/<summary>(\S+) \S+ <code>([^<]+)<\/code> ([^·<]+) ·/g),
    ([, ...parts]) => parts
  )
  expect(lines).toEqual([
    // A plain log does not say that the provisioner failed after the creation.
    [
      '❌',
      'terraform_data.db',
      isStructured ? 'destroyed; created, then its provisioner failed: tainted' : 'destroyed; its creation failed'
    ],
    ['❌', 'terraform_data.first', 'its destruction failed; not created'],
    ['⏸️', 'terraform_data.dns', 'was planned to be updated, not reached'],
    ...['a', 'b: Creating...', 'c'].map(key => ['✅', `terraform_data.web[&quot;${key}&quot;]`, 'updated'])
  ])
  expect(text).not.toMatch(/known after apply|will be|(?:is|are) destroyed or/)
  // Each resource is listed once.
  expect(text.split('terraform_data.dns')).toHaveLength(2)
})
