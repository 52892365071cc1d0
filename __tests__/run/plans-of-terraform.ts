import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect } from '@jest/globals'
import { serve } from '../../packages/hcp-terraform-server/src/index.ts'
import { hasTerraform, terraformCli } from '../../packages/hcp-terraform-server/tests/terraform-cli.ts'
import type { ReadPrint } from '../../src/run/review.ts'
import { PlanReader } from '../../src/terraform/plan-print.ts'

export const present = hasTerraform()

export function read(plan: unknown): ReadPrint {
  const reader = new PlanReader()
  reader.write(Buffer.from(JSON.stringify(plan)))
  const print = reader.end()
  if (print === undefined) throw new Error('it is not a plan')
  return { print, isRedacted: false }
}

/** The plan that Terraform makes of a configuration. */
export async function planOf(files: Readonly<Record<string, string>>): Promise<ReadPrint> {
  await using hcp = await serve()
  await using terraform = await terraformCli(hcp, {})
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(terraform.directory, name)), { recursive: true })
    await terraform.write(name, text)
  }
  await terraform.run('init -input=false')
  expect(await terraform.run('plan -input=false -out=the.plan')).toMatchObject({ code: 0 })
  return read(JSON.parse((await terraform.run('show -json the.plan')).stdout))
}
