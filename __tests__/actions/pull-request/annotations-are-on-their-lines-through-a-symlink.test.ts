import { expect, test } from '@jest/globals'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runStep } from '../on-a-runner.ts'

const log = `${JSON.stringify({
  '@level': 'error',
  '@message': 'Error: Bad',
  type: 'diagnostic',
  diagnostic: {
    severity: 'error',
    summary: 'Bad',
    detail: 'It is bad.',
    range: { filename: 'main.tf', start: { line: 3, column: 1 }, end: { line: 3, column: 4 } }
  }
})}\n`

test.each(['the checkout', 'the directory'])(
  'where a symlink leads to %s, an annotation is on its line',
  async which => {
    const parent = mkdtempSync(join(tmpdir(), 'linked-'))
    const [real, link] = [join(parent, 'real'), join(parent, 'link')]
    mkdirSync(join(real, 'infra'), { recursive: true })
    writeFileSync(join(real, 'infra', 'main.tf'), 'output "a" {\n  value = 1\n}\n')
    symlinkSync(real, link)
    await using hcp = await serve({ script: { plan: { status: 'errored', log } } })
    const isCheckout = which === 'the checkout'
    const step = await runStep(hcp, {
      workspace: isCheckout ? link : real,
      inputs: { directory: isCheckout ? join(real, 'infra') : join(link, 'infra') }
    })
    rmSync(parent, { recursive: true })
    expect(step.annotations[0]).toMatchObject({ level: 'error', title: 'Bad', file: 'infra/main.tf', line: 3 })
  }
)
