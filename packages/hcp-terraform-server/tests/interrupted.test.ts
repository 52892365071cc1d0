import { describe, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { archiveOf } from './archives.ts'
import type { Item } from './client.ts'
import { put, scene, uploadUrl, type Scene } from './scene.ts'
import { hasTerraform } from './terraform-cli.ts'

const present = hasTerraform()
if (!present) console.warn('SKIPPED: terraform is not on PATH; no real apply was interrupted.')

/** Runs whose Terraform is still at work when it is asked to stop. */
;(present ? describe : describe.skip)('an apply that takes its time', () => {
  test('is canceled: Terraform is interrupted, and what it had done is in the state', async () => {
    await using world = await scene({ engine: 'terraform' })
    const { id } = await applying(world, randomUUID())
    await world.api.post(`/runs/${id}/actions/cancel`)
    const run = await world.hcp.until(({ runs }) => runs.get(id)?.status === 'canceled' && runs.get(id), 15)
    expect([run.plan.status, run.apply.status]).toEqual(['finished', 'canceled'])
    const state = JSON.parse(world.hcp.find().currentStateVersion?.state?.toString() ?? '{}') as {
      resources: { name: string }[]
    }
    expect(state.resources.map(({ name }) => name)).toContain('quick')
    expect(world.hcp.find().lock).toBeUndefined()
  })

  test('is forced to end: Terraform is gone at once, with what it had done', async () => {
    await using world = await scene({ engine: 'terraform' })
    const marker = randomUUID()
    const { id } = await applying(world, marker)
    await world.api.post(`/runs/${id}/actions/cancel`)
    await world.api.post(`/runs/${id}/actions/force-cancel`)
    expect((await world.read({ id } as Item)).data.attributes.status).toBe('canceled')
    await gone(marker)
  })

  test('ends with the server', async () => {
    const marker = randomUUID()
    await using world = await scene({ engine: 'terraform' })
    await applying(world, marker)
    await world.hcp.close()
    await gone(marker)
  })
})

/** A run with one resource made, and another being made by a process with the marker on its command line. */
async function applying(world: Scene, marker: string): Promise<Item> {
  const configuration = `
resource "terraform_data" "quick" {}
resource "terraform_data" "slow" {
  depends_on = [terraform_data.quick]
  provisioner "local-exec" {
    command = "sleep 60 # ${marker}"
  }
}
`
  const { id, url } = await uploadUrl(world)
  await put(url, archiveOf({ 'main.tf': configuration }))
  const run = await world.run({ 'auto-apply': true }, { id } as Item)
  await world.hcp.until(({ runs }) => runs.get(run.id)?.apply.log.text.includes('local-exec'), 20)
  return run
}

async function gone(marker: string): Promise<void> {
  const left = () => spawnSync('pgrep', ['-f', marker], { encoding: 'utf8' }).stdout
  for (let tries = 0; tries < 100 && left() !== ''; tries += 1) await new Promise(resolve => setTimeout(resolve, 50))
  expect(left()).toBe('')
}
