/** A service that is nothing but a run's stages, each of which takes its time. */
import { Readable } from 'node:stream'
import type { Answer, Fetch } from '../../src/network/fetch.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** What a run passes through in addition to its plan and its apply. */
export const OPTIONAL_STAGES = ['pre_plan', 'cost', 'policy', 'post_plan', 'pre_apply', 'post_apply'] as const
export type OptionalStage = (typeof OPTIONAL_STAGES)[number]

/** How long each stage takes, in milliseconds. A stage that is absent is passed over. */
export interface Course {
  readonly queue: number
  readonly plan: number
  /** Absent where the run only plans. */
  readonly apply?: number
  readonly stages: Readonly<Partial<Record<OptionalStage, number>>>
}

const TASK_STAGES = ['pre_plan', 'post_plan', 'pre_apply', 'post_apply'] as const

interface Span {
  readonly status: string
  readonly from: number
}

/** Answers for one run, which begins at 0 and is confirmed when it is asked to. */
export class Service {
  readonly #clock: VirtualClock
  readonly #course: Course
  readonly #away: number
  #before: readonly Span[] = []
  #after: readonly Span[] = []
  /** When each request arrived. */
  readonly requests: number[] = []
  began = 0
  confirmedAt: number | undefined

  constructor(clock: VirtualClock, course: Course, away: number) {
    this.#clock = clock
    this.#course = course
    this.#away = away
    this.begin()
  }

  /** The run is created now. */
  begin(): void {
    const { queue, plan, apply, stages } = this.#course
    this.began = this.#clock.now()
    this.requests.length = 0
    this.#before = spans(this.began, [
      ['pending', queue],
      ['pre_plan_running', stages.pre_plan],
      ['plan_queued', queue],
      ['planning', plan],
      ['post_plan_running', stages.post_plan],
      ['cost_estimating', stages.cost],
      ['policy_checking', stages.policy],
      [apply === undefined ? 'planned_and_finished' : 'policy_checked', Infinity]
    ])
  }

  /** When the run came to a status, if it did. */
  since(status: string): number | undefined {
    return [...this.#before, ...this.#after].find(span => span.status === status)?.from
  }

  readonly fetch: Fetch = async (url, { method, signal }) => {
    await this.#clock.sleep(this.#away / 2, signal)
    this.requests.push(this.#clock.now())
    const body = this.#answer(method, url.pathname.replace('/api/v2', ''), url)
    await this.#clock.sleep(this.#away / 2, signal)
    return answered(body)
  }

  #answer(method: string, path: string, url: URL): unknown {
    const [, kind = '', id] = path.split('/')
    if (method === 'POST') return this.#confirm()
    switch (kind) {
      case 'runs':
        if (path.endsWith('/task-stages')) return { data: this.#stageNames.map(name => stage(name).data) }
        return path.endsWith('/policy-checks') ? { data: [this.#check()] } : this.#run()
      case 'log':
        return this.#log(id === 'plan' ? 'planning' : 'applying', url)
      case 'cost-estimates':
        return document('cost-estimates', 'ce-1', { status: this.#isPast('cost_estimating') ? 'finished' : 'pending' })
      case 'policy-checks':
        return ''
      case 'task-stages':
        return stage(id ?? '', this.#isPast(`${id}_running`) ? 'passed' : 'running')
      default:
        return document('workspaces', 'ws-1', {})
    }
  }

  get #stageNames(): readonly OptionalStage[] {
    return TASK_STAGES.filter(name => this.#course.stages[name] !== undefined)
  }

  #confirm(): unknown {
    const { queue, apply = 0, stages } = this.#course
    this.confirmedAt ??= this.#clock.now()
    if (this.#after.length === 0)
      this.#after = spans(this.confirmedAt, [
        ['confirmed', queue],
        ['pre_apply_running', stages.pre_apply],
        ['apply_queued', queue],
        ['applying', apply],
        ['post_apply_running', stages.post_apply],
        ['applied', Infinity]
      ])
    return {}
  }

  #run(): unknown {
    const { status = '' } = this.#spans.findLast(({ from }) => from <= this.#clock.now()) ?? {}
    const { stages, apply } = this.#course
    const isConfirmable = status === 'policy_checked'
    const phases = [
      document('plans', 'plan-1', this.#phase('planning', 'plan')),
      document('applies', 'apply-1', this.#phase('applying', 'apply'))
    ]
    return {
      ...document(
        'runs',
        'run-1',
        {
          status,
          'has-changes': true,
          'plan-only': apply === undefined,
          actions: { 'is-confirmable': isConfirmable },
          permissions: { 'can-apply': true }
        },
        {
          workspace: one('workspaces', 'ws-1'),
          plan: one('plans', 'plan-1'),
          apply: one('applies', 'apply-1'),
          ...(stages.cost !== undefined && { 'cost-estimate': one('cost-estimates', 'ce-1') }),
          'policy-checks': many('policy-checks', stages.policy === undefined ? [] : ['polchk-1']),
          'task-stages': many('task-stages', this.#stageNames)
        }
      ),
      included: phases.map(({ data }) => data)
    }
  }

  get #spans(): readonly Span[] {
    return [...this.#before, ...this.#after]
  }

  #isPast(status: string): boolean {
    const at = this.#spans.findIndex(span => span.status === status)
    const next = this.#spans[at + 1]
    return at >= 0 && next !== undefined && next.from <= this.#clock.now()
  }

  #phase(status: string, name: string): Record<string, unknown> {
    const from = this.since(status)
    const began = from !== undefined && from <= this.#clock.now()
    return {
      status: began ? (this.#isPast(status) ? 'finished' : 'running') : 'pending',
      ...(began && { 'log-read-url': `https://service.test/log/${name}` })
    }
  }

  /** A line at the start and one every two seconds. */
  #log(status: string, { searchParams }: URL): string {
    const from = this.since(status) ?? Infinity
    const past = this.#isPast(status)
    const seconds = Math.max(0, Math.floor((this.#clock.now() - from) / 2_000))
    const lines = Array.from({ length: past ? 1 : seconds + 1 }, (_, at) => `line ${at}\n`)
    const text = past ? `${this.#whole(status)}\u0003` : lines.join('')
    return `\u0002${text}`.slice(Number(searchParams.get('offset') ?? 0))
  }

  #whole(status: string): string {
    const at = this.#spans.findIndex(span => span.status === status)
    const [from = 0, to = 0] = [this.#spans[at]?.from, this.#spans[at + 1]?.from]
    return Array.from({ length: Math.floor((to - from) / 2_000) + 1 }, (_, line) => `line ${line}\n`).join('')
  }

  #check(): object {
    const status = this.#isPast('policy_checking') ? 'passed' : 'pending'
    return document('policy-checks', 'polchk-1', { status, result: {} }).data
  }
}

function spans(start: number, stages: readonly (readonly [string, number | undefined])[]): readonly Span[] {
  let from = start
  const all: Span[] = []
  for (const [status, ms] of stages) {
    if (ms === undefined) continue
    all.push({ status, from })
    from += ms
  }
  return all
}

const one = (type: string, id: string) => ({ data: { type, id } })
const many = (type: string, ids: readonly string[]) => ({ data: ids.map(id => ({ type, id })) })
const document = (type: string, id: string, attributes: object, relationships: object = {}) => ({
  data: { id, type, attributes, relationships }
})

const stage = (name: string, status = 'pending') => document('task-stages', name, { stage: name, status })

function answered(body: unknown): Answer {
  const text = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  const headers = new Map([['content-type', typeof body === 'string' ? 'text/plain' : 'application/vnd.api+json']])
  return {
    status: 200,
    headers: { get: name => headers.get(name.toLowerCase()) ?? null },
    body: Readable.from([text])
  }
}
