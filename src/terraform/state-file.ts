import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { isObject, parseJson, type Json } from '../json.ts'
import { jsonDigest } from './json-digest.ts'
import { InputError, isError } from '../errors.ts'

/** What a state says of itself. */
export interface StateHead {
  readonly md5: string
  readonly serial: number
  /** Absent in what old versions of Terraform wrote. */
  readonly lineage: string | undefined
}

export interface StateFile extends StateHead {
  readonly path: string
  readonly bytes: Buffer<ArrayBuffer>
}

/** What Terraform writes since 0.12; what it wrote before has a lower number: https://github.com/hashicorp/terraform/tree/main/internal/states/statefile */
const STATE_FORMAT = 4

/** Reads a state, once: what is looked at is what is uploaded, whatever becomes of the file. */
export async function readStateFile(path: string): Promise<StateFile> {
  const bytes = await readWhole(path)
  const head = headOf(bytes)
  if (typeof head === 'string') throw bad(path, head)
  return { ...head, path, bytes }
}

const bad = (path: string, what: string, cause?: unknown): InputError =>
  new InputError([`\`path\`: ${path} ${what}`], { cause })

/** A file that is written to while it is read would be half old and half new. */
async function readWhole(path: string): Promise<Buffer<ArrayBuffer>> {
  try {
    await using file = await open(path)
    const before = await file.stat()
    if (!before.isFile()) throw bad(path, 'is not a file')
    const bytes = await file.readFile()
    const after = await file.stat()
    if (after.mtimeMs !== before.mtimeMs || after.size !== bytes.byteLength)
      throw bad(path, 'changed while it was read')
    return bytes
  } catch (error) {
    if (error instanceof InputError || !isError(error)) throw error
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw bad(path, isMissing ? 'does not exist' : `can't be read: ${error.message}`, error)
  }
}

/** What a state says of itself; or, as a sentence without its subject, why this is none. */
export function headOf(bytes: Buffer): StateHead | string {
  const json = parsed(bytes)
  if (!isObject(json)) return 'is not a state file: it is not JSON. `terraform state pull` writes one'
  const { version, serial, lineage } = json
  // The record of a backend has a version, a serial and a lineage, too.
  const isFormat = typeof version === 'number' && Number.isInteger(version) && version >= 1 && version <= STATE_FORMAT
  if (!isFormat || json.backend !== undefined || json.encrypted_data !== undefined) return otherFormat(json)
  if (typeof serial !== 'number' || !Number.isSafeInteger(serial) || serial < 0)
    return 'is not a state file: it has no serial'
  if (lineage !== undefined && typeof lineage !== 'string') return 'is not a state file: its lineage is not a text'
  return { md5: createHash('md5').update(bytes).digest('hex'), serial, lineage: lineage === '' ? undefined : lineage }
}

/** Whether a state is a copy of another, which has a serial of its own. False where that is not known. */
export function isCopyOf(bytes: Buffer, original: Buffer): boolean {
  if (bytes.equals(original)) return true
  const [copied, wanted] = [bytes, original].map(contentDigest)
  return copied !== undefined && copied === wanted
}

/** A digest of a state without its serial. Undefined where the bytes are not a readable state, such as an encrypted one. */
function contentDigest(bytes: Buffer): string | undefined {
  if (typeof headOf(bytes) === 'string') return undefined
  try {
    const json = parseJson(bytes.toString())
    return isObject(json) ? jsonDigest({ ...json, serial: null }) : undefined
  } catch {
    return undefined
  }
}

/** The values of a state's outputs, by name. Undefined where the bytes are not a readable state, such as an encrypted one. */
export function outputValues(bytes: Buffer): ReadonlyMap<string, Json> | undefined {
  try {
    const json = parseJson(bytes.toString())
    if (!isObject(json) || json.version !== STATE_FORMAT || !isObject(json.outputs)) return undefined
    return new Map(
      Object.entries(json.outputs).flatMap(([name, output]): [string, Json][] =>
        isObject(output) && output.value !== undefined ? [[name, output.value]] : []
      )
    )
  } catch {
    return undefined
  }
}

function parsed(bytes: Buffer): Json | undefined {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) as Json
  } catch {
    return undefined
  }
}

function otherFormat(json: Readonly<Record<string, Json>>): string {
  if (json.format_version !== undefined)
    return 'is the output of `terraform show -json`, not a state file: `terraform state pull` writes one'
  if (json.encrypted_data !== undefined) return "is an encrypted state file, which the service can't read"
  if (json.backend !== undefined)
    return 'describes where the state is, but does not contain it: `terraform state pull` writes a state file'
  if (json.version === undefined) return 'is not a state file: it has no version'
  return `is a state of format ${JSON.stringify(json.version)}, which must be a number between 1 and ${STATE_FORMAT}: \`terraform state pull\` writes one`
}

/** The current state of a workspace, as far as it may be seen. */
export interface KnownState {
  readonly id: string
  readonly serial: number | undefined
  readonly lineage: string | undefined
  readonly md5: string | undefined
}

/** Why a state must not take the place of the current one; both values are said. Undefined where it may. */
export function overwriteProblem(state: StateHead, known: KnownState): string | undefined {
  const current = `the workspace's current state, ${known.id},`
  if (known.lineage !== undefined && state.lineage !== undefined && known.lineage !== state.lineage)
    return `has the lineage ${state.lineage}, ${current} ${known.lineage}: they describe different resources`
  if (known.serial === undefined) return undefined
  if (state.serial < known.serial)
    return `has the serial ${state.serial}, ${current} ${known.serial}: later changes would be lost`
  const isOther = known.md5 !== undefined && known.md5 !== state.md5
  if (state.serial === known.serial && isOther)
    return `has the serial ${state.serial}, and ${current} has the same serial and other content: increase the serial of a changed state`
  return undefined
}
