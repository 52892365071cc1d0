import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runStep } from '../on-a-runner.ts'

test('the token goes to the API and to no upload or log URL, on its own origin or another', async () => {
  for (const separateArchivist of [false, true]) {
    await using hcp = await serve({ separateArchivist, strictArchivist: true })
    expect((await runStep(hcp)).conclusion).toBe('success')
    const blobs = hcp.journal.entries.filter(({ path }) => path.startsWith('/_archivist'))
    expect(blobs.length).toBeGreaterThan(1)
    expect(blobs.filter(({ headers }) => headers.authorization !== undefined)).toEqual([])
  }
})
