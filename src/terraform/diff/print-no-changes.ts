import type { PlanDifference } from './plan-tree.ts'
import type { Writer } from './writer.ts'

export function printSentence(writer: Writer, verdict: string, rest: string, more: readonly string[]): void {
  writer.blank()
  writer.begin('reset', 'bold', 'green')
  writer.text(verdict)
  writer.begin('reset', 'bold')
  writer.text(` ${rest}`)
  writer.begin('reset')
  writer.blank()
  for (const [index, line] of more.entries()) {
    writer.blank()
    if (index === 0) writer.begin('reset')
    writer.text(line)
  }
}

/** What a plan without changes says. */
export function printNothing({ mode, errored }: PlanDifference, writer: Writer): void {
  if (errored) {
    writer.blank()
    writer.begin('reset', 'bold', 'red')
    writer.text('Planning failed.')
    writer.begin('reset', 'bold')
    writer.text(' Terraform encountered an error while generating this plan.')
    writer.begin('reset')
    writer.blank()
    return
  }
  const texts = {
    normal: [
      'Your infrastructure matches the configuration.',
      'Terraform has compared your real infrastructure against your configuration',
      'and found no differences, so no changes are needed.'
    ],
    destroy: [
      'No objects need to be destroyed.',
      'Either you have not created any objects yet or the existing objects were',
      'already deleted outside of Terraform.'
    ],
    'refresh-only': [
      'Your infrastructure still matches the configuration.',
      'Terraform has checked that the real remote objects still match the result of',
      'your most recent changes, and found no differences.'
    ]
  }
  const [first = '', ...rest] = texts[mode]
  printSentence(writer, 'No changes.', first, rest)
}

/** A line between two parts. */
export function printRule(writer: Writer): void {
  writer.begin('faint')
  writer.blank()
  writer.text('\u2500'.repeat(77))
  writer.begin('reset')
}
