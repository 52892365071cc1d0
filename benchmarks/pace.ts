/** What a step loses to its own pauses, in a model of the service with a clock of its own: the same figures on every machine. */
import { OPTIONAL_STAGES, type OptionalStage } from './pace/service.ts'
import { simulate, type Losses } from './pace/simulate.ts'
import { spread, type Part } from './table.ts'

const SECONDS = [0, 1, 3, 10, 30, 60] as const
/** Milliseconds that a stage begins later, so that looks meet it at every moment of a pause. */
const OFFSETS_MS = [0, 85, 170, 310, 450, 640, 830, 1_210, 1_690] as const
/** Milliseconds before each answer. */
const AWAY_MS = 40

const SEQUENCES: readonly (readonly OptionalStage[])[] = [
  [],
  ...OPTIONAL_STAGES.map(stage => [stage]),
  ['cost', 'policy'],
  OPTIONAL_STAGES
]

export async function pace(): Promise<Part> {
  const byTime = new Map<number, Losses[]>()
  for (const seconds of SECONDS) byTime.set(seconds, await losses(seconds * 1_000))
  const all = [...byTime.values()].flat()
  const end = spread(all.map(run => run.end))
  const first = spread(all.flatMap(run => run.firstLines))
  const busiest = Math.max(...all.map(run => run.inASecond))
  const beyond = Math.max(...all.map(run => run.beyond))
  return {
    tables: [
      {
        title: 'Seconds after the event in which the step sees it, over stages of each length',
        columns: ['stage s', 'runs', 'first line of a log', 'confirmation', 'end of the run', 'requests'],
        rows: [...byTime].map(([seconds, runs]) => [
          String(seconds),
          String(runs.length),
          inSeconds(runs.flatMap(run => run.firstLines)),
          inSeconds(runs.flatMap(run => run.confirmation ?? [])),
          inSeconds(runs.map(run => run.end)),
          `${spread(runs.map(run => run.requests)).median} (${Math.max(...runs.map(run => run.requests))})`
        ])
      }
    ],
    aims: [
      aim('The end of a run seen within 1 s in the median', end.median, 1_000),
      aim('The end of a run seen within 2 s at most', end.max, 2_000),
      aim('The first line of a log within 1 s in the median', first.median, 1_000),
      {
        aim: 'At most 60 requests a minute, averaged over the run, and 10 in any second',
        measured: `${beyond} beyond 60, ${busiest} in a second`,
        met: beyond === 0 && busiest <= 10
      }
    ],
    skipped: []
  }
}

const losses = (ms: number): Promise<Losses[]> =>
  Promise.all(
    SEQUENCES.flatMap(stages =>
      OFFSETS_MS.map(offset =>
        simulate(
          {
            queue: 150,
            plan: ms + offset,
            apply: ms * 1.02 + offset,
            stages: Object.fromEntries(stages.map((stage, at) => [stage, ms * (1 + at / 100)]))
          },
          AWAY_MS
        )
      )
    )
  )

function inSeconds(ms: readonly number[]): string {
  const { median, max } = spread(ms)
  return `${(median / 1_000).toFixed(2)} (${(max / 1_000).toFixed(2)})`
}

const aim = (text: string, ms: number, limit: number) => ({
  aim: text,
  measured: `${(ms / 1_000).toFixed(2)} s`,
  met: ms <= limit
})
