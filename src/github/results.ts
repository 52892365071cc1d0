import type { Json } from '../json.ts'
import * as core from '@actions/core'
import type { Log } from './log.ts'

/** A Terraform output that is exported. */
export interface ExportedOutput {
  readonly name: string
  readonly value: Json
  readonly sensitive: boolean
}

/** The outputs that hold Terraform's, and the state version that those are of. */
export const EXPORTS = ['state-version-id', 'outputs', 'sensitive-outputs', 'outputs-file'] as const

/** Outputs that a warning names. */
const MAX_NAMES = 50

/**
 * What a job may have for outputs, in bytes of UTF-16: one that is longer can't leave the job.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idoutputs
 */
const MAX_OUTPUT_BYTES = 1_048_576
export const fitsAnOutput = (text: string): boolean => text.length * 2 <= MAX_OUTPUT_BYTES

/**
 * The step's outputs. Each of ours whose name has a hyphen is also set with underscores.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-output-parameter
 */
export class Results<Name extends string> {
  readonly #log: Log
  readonly #own: readonly string[]
  readonly #taken: Set<string>
  /** Own outputs that were set, and hold no masked value as far as is known. */
  readonly #unmasked = new Map<string, string>()

  /** `own` are the outputs that the action declares. No Terraform output can take their place. */
  constructor(log: Log, own: readonly Name[]) {
    this.#log = log
    this.#own = own
    this.#taken = new Set(own.flatMap(name => [name, underscored(name)]))
  }

  /** Sets an output of the action's own, if its value is known. */
  set(name: Name, value: string | number | boolean | undefined): void {
    if (value === undefined) return
    // Others may read the outputs of a job, and what is set here may quote anything.
    const text = this.#log.withoutCredentials(String(value))
    this.#set([name, underscored(name)], text, this.#own.includes(`${name}-file`) ? `${name}-file` : undefined)
    this.#unmasked.set(name, text)
    this.#warnOfMasked()
  }

  /**
   * Sets an output by its names. One that is too long is left out whole: half of it would be worse than none. `file` is the output that names a
   * file with it.
   */
  #set(names: readonly string[], text: string, file: string | undefined): void {
    if (!fitsAnOutput(text)) {
      const elsewhere = file === undefined ? '' : ` Read it from the file whose path is in \`${file}\`.`
      this.#log.warning(
        `\`${names[0]}\` is not set, because its ${text.length} characters are more than GitHub allows for an output.${elsewhere}`
      )
      return
    }
    for (const name of new Set(names)) core.setOutput(name, text)
  }

  /** Masks all forms of each. Says then which can't be masked in full: a search after each one would know each by itself. */
  #mask(outputs: readonly ExportedOutput[]): void {
    const short = outputs.filter(({ value }) => this.#log.mask(value)).map(({ name }) => `"${name}"`)
    if (short.length === 0) return
    const names = short.slice(0, MAX_NAMES).join(', ')
    const more = short.length > MAX_NAMES ? ` and ${short.length - MAX_NAMES} more` : ''
    const [what, contain] = short.length === 1 ? ['output', 'contains'] : ['outputs', 'contain']
    this.#log.warning(
      `The sensitive ${what} ${names}${more} ${contain} values of one or two characters. The action does not mask them, because GitHub would then mask these characters everywhere in the log.`
    )
  }

  /**
   * Exports Terraform's outputs: each by its own name behind `prefix`, all of them as one object, and as a file. Sensitive ones are
   * kept apart, since GitHub drops a whole job output in which a masked value occurs. `write` writes the file, and gives its path. Where that
   * fails, everything else is set before this throws.
   */
  async export(
    outputs: readonly ExportedOutput[],
    prefix: string,
    write: (text: string) => Promise<string>
  ): Promise<void> {
    const sensitive = outputs.filter(output => output.sensitive)
    const plain = outputs.filter(output => !output.sensitive)
    this.#mask(sensitive)
    for (const { name, value } of outputs) this.#setByName(prefix + name, formatOutput(value))
    this.#setExport('outputs', asObject(plain))
    if (sensitive.length > 0) this.#setExport('sensitive-outputs', asObject(sensitive))
    this.#warnOfDropped(plain)
    this.#warnOfMasked()
    this.#setExport('outputs-file', await write(asObject(outputs)))
  }

  #setExport(name: (typeof EXPORTS)[number], text: string): void {
    this.#set([name, underscored(name)], text, 'outputs-file')
  }

  /** The runner compares the names of outputs without case: the first one stays. Text that is not a name could set other outputs as well. */
  #setByName(name: string, text: string): void {
    if (!NAME.test(name)) {
      this.#log.warning(
        `The Terraform output ${JSON.stringify(name)} has a name that Terraform does not allow, so the action does not set a step output of that name. Read it from \`outputs\`.`
      )
      return
    }
    const key = name.toLowerCase()
    if (this.#taken.has(key)) {
      this.#log.warning(
        `The Terraform output "${name}" has the name of another output of the step, so the action does not set a step output of that name. Read it from \`outputs\`, or set \`output-prefix\`.`
      )
      return
    }
    this.#taken.add(key)
    this.#set([name], text, 'outputs-file')
  }

  /** Of the action's own outputs: a value may be masked after one that holds it was set. */
  #warnOfMasked(): void {
    const masked = [...this.#unmasked].filter(([, text]) => this.#log.masks(text)).map(([name]) => name)
    if (masked.length === 0) return
    for (const name of masked) this.#unmasked.delete(name)
    this.#log.warning(
      `A masked value occurs in ${masked.map(name => `\`${name}\``).join(', ')}. GitHub drops job outputs that contain masked values, so they are empty in other jobs.`
    )
  }

  #warnOfDropped(plain: readonly ExportedOutput[]): void {
    const dropped = plain.filter(({ value }) => this.#log.masks(formatOutput(value)))
    if (dropped.length === 0) return
    const names = dropped.map(({ name }) => `"${name}"`).join(', ')
    this.#log.warning(
      `A sensitive value occurs in ${names}. GitHub drops job outputs that contain masked values, so these outputs and \`outputs\` are empty in other jobs.`
    )
  }
}

/** What Terraform's names are made of: https://developer.hashicorp.com/terraform/language/syntax/configuration#identifiers */
const NAME = /^[\p{ID_Continue}-]+$/u

/** An output's text: strings as they are, everything else as compact JSON, in which numbers keep their digits. */
export const formatOutput = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value))

const underscored = (name: string): string => name.replaceAll('-', '_')

const asObject = (outputs: readonly ExportedOutput[]): string =>
  JSON.stringify(Object.fromEntries(outputs.map(({ name, value }) => [name, value])))
