import { isDeepStrictEqual } from 'node:util'

export type Combination = Readonly<Record<string, unknown>>

/** GitHub's own limit. */
const COMBINATIONS = 256

/**
 * The combinations of a matrix whose expressions are evaluated; one without values for a job without matrix.
 * Source: https://docs.github.com/actions/how-tos/write-workflows/choose-what-workflows-do/run-job-variations
 */
export function combinations(matrix: unknown): readonly (Combination | undefined)[] {
  if (matrix === undefined || matrix === null) return [undefined]
  if (typeof matrix !== 'object' || Array.isArray(matrix)) throw new Error('strategy.matrix is not a mapping')
  const { include, exclude, ...vectors } = matrix as Record<string, unknown>
  const excluded = listOf(exclude, 'exclude')
  const crossed = cross(vectors).filter(each => !excluded.some(gone => covers(each, gone)))
  const all = extend(crossed, Object.keys(vectors), listOf(include, 'include'))
  if (all.length === 0) throw new Error('strategy.matrix has no combinations')
  if (all.length > COMBINATIONS)
    throw new Error(`strategy.matrix has ${all.length} combinations, more than ${COMBINATIONS}`)
  return all
}

function cross(vectors: Readonly<Record<string, unknown>>): Combination[] {
  const entries = Object.entries(vectors)
  if (entries.length === 0) return []
  return entries.reduce<Combination[]>(
    (found, [name, values]) => {
      if (!Array.isArray(values)) throw new Error(`Matrix vector '${name}' is not a list`)
      if (values.length === 0) throw new Error(`Matrix vector '${name}' does not contain any values`)
      return found.flatMap(each => values.map((value: unknown) => ({ ...each, [name]: value })))
    },
    [{}]
  )
}

/** What is included joins each combination whose own values it doesn't change, or becomes one of its own. */
function extend(
  crossed: readonly Combination[],
  names: readonly string[],
  include: readonly Combination[]
): Combination[] {
  const originals = crossed.map(each => ({ from: each, now: each }))
  const added: Combination[] = []
  for (const extra of include) {
    const fitting = originals.filter(({ from }) =>
      Object.entries(extra).every(([name, value]) => !names.includes(name) || isDeepStrictEqual(from[name], value))
    )
    for (const each of fitting) each.now = { ...each.now, ...extra }
    if (fitting.length === 0) added.push(extra)
  }
  return [...originals.map(each => each.now), ...added]
}

const covers = (whole: Combination, part: Combination) =>
  Object.entries(part).every(([name, value]) => isDeepStrictEqual(whole[name], value))

function listOf(value: unknown, name: string): readonly Combination[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) throw new Error(`strategy.matrix.${name} is not a list`)
  return value as Combination[]
}
