import { existsSync, globSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, delimiter, join } from 'node:path'
import type { Secrets } from '../../packages/hcp-terraform-server/src/index.ts'
import type { StepEnd } from '../../packages/workflow-runner/src/index.ts'

/** Something that a step has said or left behind, as text. */
export interface Place {
  readonly name: string
  readonly text: string
  /** Whether sensitive outputs exist on purpose. */
  readonly takesValues?: boolean
}

/** Shorter values occur everywhere by chance. */
const SHORTEST = 3
/** Larger files are not command files, and no files that an action writes for itself. */
const LARGEST = 64 * 2 ** 20

/** Shorter texts in base64 occur by chance in ids. */
const SHORTEST_ENCODED = 8

/** A secret as itself, and as JSON, URLs and base64 hold it. */
const looks = (secret: string): readonly string[] => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret.toWellFormed()),
  ...(secret.length < SHORTEST_ENCODED ? [] : [Buffer.from(secret).toString('base64').replace(/=+$/, '')])
]

/** The texts and numbers of a sensitive value, and the lines of those. Booleans and null say nothing. */
export function leavesOf(value: unknown): readonly string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(leavesOf)
  if (typeof value !== 'string' && typeof value !== 'number') return []
  const lines = String(value).split(/[\r\n]+/)
  return [String(value), ...lines].map(text => text.trim()).filter(text => text.length >= SHORTEST)
}

/** What is where it must not be: a sentence for each, without the secret itself. */
export function leaks(places: readonly Place[], { tokens, urls, values }: Secrets): readonly string[] {
  const kinds = [
    { what: 'a token', secrets: tokens, isValue: false },
    { what: 'a URL that is a secret', secrets: urls, isValue: false },
    { what: 'a sensitive output', secrets: values.flatMap(leavesOf), isValue: true }
  ]
  return places.flatMap(({ name, text, takesValues = false }) =>
    kinds.flatMap(({ what, secrets, isValue }) => {
      if (isValue && takesValues) return []
      const found = [...new Set(secrets.flatMap(looks))].find(secret => text.includes(secret))
      if (found === undefined) return []
      const at = text.indexOf(found)
      const around = `${text.slice(Math.max(0, at - 60), at)}[…]${text.slice(at + found.length, at + found.length + 60)}`
      return [`${what} is in ${name}: ${JSON.stringify(around)}`]
    })
  )
}

/** What the runner reads of a step. Of what it writes itself, a mask may name its secret, and nothing else. */
export function placesOf(step: StepEnd, temp: string | undefined, masksValues: boolean): readonly Place[] {
  const transcript = step.transcript.replaceAll(/^::add-mask::.*$/gm, '')
  const unescaped = transcript.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%')
  return [
    { name: 'its output', text: transcript },
    { name: 'its commands', text: unescaped },
    { name: 'the log', text: step.log },
    { name: 'its outputs', text: Object.values(step.outputs).join('\n'), takesValues: masksValues },
    { name: 'its saved state', text: JSON.stringify(step.state) },
    { name: 'its annotations', text: JSON.stringify(step.annotations) },
    { name: 'what it sets for later steps', text: JSON.stringify([step.env, step.path]) },
    { name: 'the summary', text: step.summary },
    ...(temp === undefined ? [] : filesOf(temp, masksValues))
  ]
}

/** What is left in RUNNER_TEMP: files of commands, summaries before they are masked, and files of the action's own. */
function filesOf(temp: string, masksValues: boolean): readonly Place[] {
  const files = globSync('**', { cwd: temp }).map(name => join(temp, name))
  return files
    .filter(file => statSync(file, { throwIfNoEntry: false })?.isFile() === true && statSync(file).size < LARGEST)
    .map(file => {
      const isForValues = /^(set_output_|terraform-outputs-)/.test(basename(file))
      return { name: basename(file), text: readFileSync(file, 'utf8'), takesValues: isForValues && masksValues }
    })
}

/** What was sent to GitHub so far: comments, in the first place. */
export async function sentToGithub(api: unknown): Promise<readonly Place[]> {
  if (typeof api !== 'string' || !URL.parse(api)?.hostname.startsWith('127.')) return []
  const journal = await fetch(`${new URL(api).origin}/_dev/journal`).then(
    answer => answer.text(),
    () => '' // The test has closed the server already.
  )
  return [{ name: 'what was sent to GitHub', text: journal }]
}

const GIT = (process.env.PATH ?? '')
  .split(delimiter)
  .map(directory => join(directory, 'git'))
  .find(existsSync)

/** A `git` that writes down what it is called with. */
export class WatchedGit {
  readonly #directory = realpathSync(mkdtempSync(join(tmpdir(), 'git-')))
  readonly #calls = join(this.#directory, 'calls')

  constructor() {
    const script = `#!/bin/sh\nprintf '%s\\n' "$@" >> '${this.#calls}'\nexec '${GIT ?? 'false'}' "$@"\n`
    writeFileSync(join(this.#directory, 'git'), script, { mode: 0o755 })
  }

  /** PATH with it. */
  get path(): string {
    return `${this.#directory}${delimiter}${process.env.PATH ?? ''}`
  }

  /** The arguments that processes were given so far. */
  get places(): readonly Place[] {
    return [{ name: 'the arguments of git', text: existsSync(this.#calls) ? readFileSync(this.#calls, 'utf8') : '' }]
  }

  end(): void {
    rmSync(this.#directory, { recursive: true, force: true })
  }
}
