import type { Scope } from './expressions.ts'

const ANYWHERE = ['github', 'vars', 'inputs']
const IN_JOB = [...ANYWHERE, 'needs', 'strategy', 'matrix']
const IN_STEP = [...IN_JOB, 'job', 'runner', 'env', 'steps']
const COMPOSITE = ['github', 'inputs', 'strategy', 'matrix', 'job', 'runner', 'env', 'steps']

/**
 * Which contexts an expression may name, by where it is; naming another is an error.
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/contexts#context-availability
 */
const AVAILABLE = {
  env: [...ANYWHERE, 'secrets'],
  'job.if': [...ANYWHERE, 'needs'],
  'job.strategy': [...ANYWHERE, 'needs'],
  'job.name': IN_JOB,
  'job.continue-on-error': IN_JOB,
  'job.environment': IN_JOB,
  'job.with': IN_JOB,
  'job.secrets': [...IN_JOB, 'secrets'],
  'workflow_call.outputs': [...ANYWHERE, 'jobs'],
  'job.env': [...IN_JOB, 'secrets'],
  'job.defaults': [...IN_JOB, 'env'],
  'job.outputs': [...IN_STEP, 'secrets'],
  'step.if': IN_STEP,
  step: [...IN_STEP, 'secrets'],
  // Of a composite action.
  composite: COMPOSITE,
  'composite.if': COMPOSITE
} as const satisfies Record<string, readonly string[]>

/** A context that has no value yet is empty, not unknown. */
export function scopeAt(
  place: keyof typeof AVAILABLE,
  contexts: Readonly<Record<string, unknown>>,
  functions: Scope['functions'] = {}
): Scope {
  return { contexts: Object.fromEntries(AVAILABLE[place].map(name => [name, contexts[name] ?? {}])), functions }
}
