/** What the server still knows when all clients have finished. Each line that this returns is a fault. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Api, Item } from './api.ts'
import { KINDS, type Done } from './one-run.ts'

export async function inspect(api: Api, workspace: string, runs: readonly Done[]): Promise<string[]> {
  const { attributes } = await api.read(`/workspaces/${workspace}`)
  const name = String(attributes.name)
  const states = await api.all(`/state-versions?filter[organization][name]=demo&filter[workspace][name]=${name}`)
  const listed = await api.all(`/workspaces/${workspace}/runs?filter[operation]=plan_only,plan_and_apply`)
  const versions = await api.all(`/workspaces/${workspace}/configuration-versions`)
  const each: string[] = []
  for (const run of runs) each.push(...(await inspectComments(api, run)), ...(await inspectOutput(api, run, listed)))
  return [
    ...(attributes.locked === true ? [`${name} is locked`] : []),
    ...(listed.length === runs.length
      ? []
      : [`${name}: ${runs.length} runs were created, ${listed.length} are listed`]),
    ...(versions.length === runs.length
      ? []
      : [`${name}: ${runs.length} configurations were uploaded, ${versions.length} are listed`]),
    ...inspectRuns(name, listed, runs),
    ...inspectStates(name, states, listed),
    ...each
  ]
}

function inspectRuns(name: string, listed: readonly Item[], runs: readonly Done[]): string[] {
  const statuses = new Map(listed.map(({ id, attributes }) => [id, attributes.status as string]))
  return runs.flatMap(({ id, kind }) => {
    const status = statuses.get(id)
    if (status === undefined) return [`${name}: ${id} is lost`]
    return (KINDS[kind] as readonly string[]).includes(status) ? [] : [`${name}: ${id}, to be ${kind}, is ${status}`]
  })
}

/** One state for each applied run, counted without a gap. */
function inspectStates(name: string, states: readonly Item[], listed: readonly Item[]): string[] {
  const applied = listed.filter(({ attributes }) => attributes.status === 'applied').map(({ id }) => id)
  const writers = new Set(states.map(({ relationships }) => relationships.run?.data?.id))
  const serials = states.map(({ attributes }) => attributes.serial as number).toReversed()
  return [
    ...(states.length === applied.length
      ? []
      : [`${name}: ${applied.length} runs were applied, ${states.length} states exist`]),
    ...applied.filter(id => !writers.has(id)).map(id => `${name}: ${id} wrote no state`),
    ...serials.flatMap((serial, at) => (serial === at + 1 ? [] : [`${name}: state ${at + 1} has serial ${serial}`]))
  ]
}

async function inspectComments(api: Api, { id, comments }: Done): Promise<string[]> {
  const found = await api.list(`/runs/${id}/comments`)
  return found.length === comments ? [] : [`${id} has ${found.length} comments instead of ${comments}`]
}

/** The state of an applied run has the value of its own configuration. */
async function inspectOutput(api: Api, { id, value }: Done, listed: readonly Item[]): Promise<string[]> {
  const run = listed.find(item => item.id === id)
  if (run?.attributes.status !== 'applied') return []
  const apply = await api.read(`/applies/${run.relationships.apply?.data?.id ?? ''}`)
  const states = apply.relationships['state-versions']?.data as unknown as readonly { id: string }[]
  const state = `/state-versions/${states[0]?.id ?? ''}`
  // Of a state, the outputs come a moment after it.
  for (let looks = 60; looks > 0 && (await api.read(state)).attributes['resources-processed'] !== true; looks--)
    await sleep(500)
  const outputs = await api.list(`${state}/outputs`)
  const found = outputs.map(({ attributes }) => attributes.value)
  return states.length === 1 && found.length === 1 && found[0] === value
    ? []
    : [`${id} has ${states.length} states with the outputs ${found.join(', ')} instead of ${value}`]
}
