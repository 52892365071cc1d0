import { isObject, valueOf, type Json } from '../json.ts'
import { blankSensitive } from './blank-sensitive.ts'
import { jsonDigest } from './json-digest.ts'
import { text } from './plan-entry.ts'
import { plannedValues, type PlannedValues } from './planned-values.ts'
import { PriorState } from './prior-state.ts'
import { hiddenExpressions, hiddenOfRemoved, hiddenParts } from './hidden-parts.ts'
import { IGNORED_PLAN_KEYS } from './ignored-plan-keys.ts'
import { isItems, isStill, isUnknownChanges, planItem, type ItemKey, type PlanItem } from './plan-items.ts'
import { ConfigurationSettings } from './resource-settings.ts'
import { ObjectStream, type KeyHandling } from './plan-stream.ts'

/**
 * One thing that a plan would do, as it is compared with another plan. The print is a digest of all of it, of keys too that this version has
 * not heard of.
 */
export interface PrintedChange extends PlanItem {
  readonly print: string
  /** What the plan does not show of it: arguments and provisioners of which it has at most the names that they use. */
  readonly hidden: readonly string[]
  /** Whether the plan does not show which configuration of its provider it uses. */
  readonly isUnclear?: boolean
}

interface PrintedEntry {
  /** Of an output, its name. */
  readonly address: string
  readonly provider: string
  /** What it shows, as JSON. */
  readonly values: string
}

/** A plan as it is compared with another one. */
export interface PlanFingerprint {
  /** What the apply would do: to resources and outputs, later, and by actions of providers. */
  readonly changes: readonly PrintedChange[]
  /** What has changed outside of Terraform. */
  readonly drift: readonly PrintedChange[]
  /** Digests of the other keys that are compared. */
  readonly others: ReadonlyMap<string, string>
  /** What changes uses these, and the plan does not show all of them: providers and ephemeral resources. Undefined where it has no configuration. */
  readonly used: ReadonlySet<string> | undefined
  /** Digests of what data sources had when the plan was made: expressions that the plan does not show may use it. */
  readonly dataSources: ReadonlyMap<string, string>
}

/** Terraform 1.9 is the first with provisioners in `removed` blocks. */
const WITHOUT_REMOVED_PROVISIONERS = /^(?:0|1\.[0-8])\./

const VERSIONS: readonly string[] = ['format_version', 'plan_format_version']

/** Reads a plan in pieces, and keeps its print: a plan of any size needs little memory. */
export class PlanReader {
  readonly #changes = new Map<string, PrintedChange>()
  readonly #drift = new Map<string, PrintedChange>()
  readonly #others = new Map<string, string>()
  readonly #stream: ObjectStream
  /** Its parts that are looked at. */
  readonly #configuration = new Map<string, Json>()
  /** What finds a change in the configuration, which comes after it. */
  readonly #entries = new Map<PrintedChange, PrintedEntry>()
  readonly #texts = new Map<string, string>()
  readonly #used = new Set<string>()
  /** Other expressions may use what exists. */
  readonly #prior = new PriorState()
  readonly #treat: (entry: Json) => Json
  /** The variables with a value: `nullable = false` takes the default in place of null. */
  #variables: Json = {}
  #version = ''
  #isPlan = false
  #broken: string | undefined

  /** With `sensitiveValues` `ignore`, the prints are the same whatever the values that are marked as sensitive are. */
  constructor(sensitiveValues: 'compare' | 'ignore' = 'compare') {
    this.#treat = sensitiveValues === 'ignore' ? blankSensitive : value => value
    this.#stream = new ObjectStream({
      treatment: (key): KeyHandling =>
        key === 'prior_state'
          ? 'resources'
          : isItems(key) || key === 'configuration'
            ? 'items'
            : Object.hasOwn(IGNORED_PLAN_KEYS, key)
              ? 'skip'
              : 'whole',
      item: (key, name, value) => {
        if (isItems(key)) this.#item(key, name, value)
        else if (key === 'prior_state') this.#prior.add(value)
        else if (name === 'provider_config' || name === 'root_module') this.#configuration.set(name, value)
        else if (name === undefined) this.#broken = key
        else this.#others.set(`${key}.${name}`, jsonDigest(value))
      },
      whole: (key, value) => this.#whole(key, value)
    })
  }

  write(piece: Uint8Array): void {
    this.#stream.write(piece)
  }

  /** Undefined where it was JSON and no plan: an empty object would be a plan that changes nothing. */
  end(): PlanFingerprint | undefined {
    this.#stream.end()
    if (!this.#isPlan || this.#broken !== undefined) return undefined
    const { changes, drift } = this.#withSettings()
    return {
      changes,
      drift,
      others: this.#others,
      used: this.#configuration.has('root_module') ? this.#used : undefined,
      dataSources: this.#prior.dataSources()
    }
  }

  /** Adds what the configuration says of each change; a redacted plan has none. */
  #withSettings(): Pick<PlanFingerprint, 'changes' | 'drift'> {
    const providers = this.#configuration.get('provider_config')
    const root = this.#configuration.get('root_module')
    if (root === undefined) return { changes: [...this.#changes.values()], drift: [...this.#drift.values()] }
    const settings = new ConfigurationSettings(providers, root, this.#variables, this.#version)
    const add = (change: PrintedChange): PrintedChange => {
      const entry = this.#entries.get(change)
      if (entry === undefined) return change
      const { address, provider } = entry
      const values = JSON.parse(entry.values) as PlannedValues
      const isOutput = change.kind === 'output'
      const found = isOutput ? settings.ofOutput(address) : settings.ofResource(address, provider)
      const used = found.usedBy(hiddenExpressions(found, values))
      const print = jsonDigest([change.print, found.print, used.direct.map(name => this.#prior.of(name))])
      for (const name of [...found.hiddenProviders, ...used.hiddenProviders]) this.#used.add(`the provider ${name}`)
      for (const name of found.ephemerals) this.#used.add(`the ephemeral resource ${name}`)
      if (found.hasBlock)
        return { ...change, print, isUnclear: found.isUnclear, hidden: hiddenParts(found, change.actions, values) }
      const mayHaveProvisioners = !isOutput && !WITHOUT_REMOVED_PROVISIONERS.test(this.#version)
      const hidden = [
        ...(mayHaveProvisioners ? hiddenOfRemoved(change.actions) : []),
        ...(found.isUnclear ? ['which configuration of its provider the state names'] : [])
      ]
      return { ...change, print, hidden }
    }
    return { changes: [...this.#changes.values()].map(add), drift: [...this.#drift.values()].map(add) }
  }

  #item(key: ItemKey, name: string | undefined, value: Json): void {
    if (!isObject(value) || (name === undefined) === (key === 'output_changes')) this.#broken = key
    if (isStill(key, value)) return
    const into = key === 'resource_drift' ? this.#drift : this.#changes
    const item = planItem(key, value, name ?? '')
    const named = item.name
    let unique = named
    for (let count = 2; into.has(unique); count++) unique = `${named} (${count})`
    const change: PrintedChange = {
      ...item,
      name: unique,
      print: jsonDigest(this.#treat(value)),
      hidden: []
    }
    into.set(unique, change)
    if (key === 'checks') return
    const entry = valueOf(value, 'resource_change') ?? valueOf(value, 'action_invocation') ?? value
    this.#entries.set(change, {
      address: key === 'output_changes' ? (name ?? '') : text(valueOf(entry, 'address')),
      provider: text(valueOf(entry, 'provider_name')),
      values: this.#interned(JSON.stringify(plannedValues(entry)))
    })
  }

  /** One text for all that are equal: resources of one kind are many. */
  #interned(text: string): string {
    const known = this.#texts.get(text) ?? text
    this.#texts.set(known, known)
    return known
  }

  #whole(key: string, value: Json): void {
    if (isItems(key)) {
      // A plan without any may have null in place of the list.
      if (value !== null) this.#broken = key
      return
    }
    if (VERSIONS.includes(key) && typeof value === 'string') this.#isPlan = true
    if (key === 'terraform_version') this.#version = text(value)
    if (key === 'variables' && isObject(value))
      this.#variables = Object.fromEntries(
        Object.entries(value).filter(([, given]) => (valueOf(given, 'value') ?? null) !== null)
      )
    const print = jsonDigest(value)
    this.#others.set(key, print)
    if (isUnknownChanges(key, value))
      this.#changes.set(key, { kind: 'resource', name: key, actions: 'unknown', print, marks: 'unknown', hidden: [] })
  }
}
