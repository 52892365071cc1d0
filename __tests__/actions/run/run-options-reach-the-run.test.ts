import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runStep } from '../on-a-runner.ts'

test('what is asked of a run reaches it', async () => {
  await using hcp = await serve()
  const inputs = {
    mode: 'destroy',
    message: 'Tear it down',
    target: 'terraform_data.a\nterraform_data.b["x"]',
    variables: 'name = it costs ${much}\ntags = {"a": 1}',
    refresh: 'false',
    'terraform-version': '1.11.4'
  }
  await runStep(hcp, { inputs })
  expect(
    hcp.journal.entries.find(({ method, path }) => method === 'POST' && path.endsWith('/runs'))?.body
  ).toMatchObject({
    data: {
      attributes: {
        message: expect.stringMatching(/^Tear it down \[/),
        'is-destroy': true,
        'refresh-only': false,
        refresh: false,
        'target-addrs': ['terraform_data.a', 'terraform_data.b["x"]'],
        variables: [
          { key: 'name', value: '"it costs $${much}"' },
          { key: 'tags', value: '{ "a" = 1 }' }
        ],
        'terraform-version': '1.11.4'
      }
    }
  })
})
