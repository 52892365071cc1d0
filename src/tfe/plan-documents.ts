/** The plan as JSON with sensitive values, which administrators of a workspace may read; or without. */
export type PlanSource = 'whole' | 'redacted'

/** The schemas of a plan's providers. */
export type DocumentName = PlanSource | 'schemas'

/**
 * What is known of a document: its text, or why there is none. `none`: the server does not have it. `denied`: the token may not read it. `late`: it
 * did not exist, although it was asked for several times.
 */
export type PlanDocument = { readonly text: string } | MissingDocument

export type MissingDocument = 'none' | 'denied' | 'late' | 'too large'

/**
 * The documents of one plan, so that each is downloaded once: a finished plan does not change, and digests of two documents can't be compared. Clients that
 * send their requests in different ways share them.
 */
export class PlanDocuments {
  #planId: string | undefined
  readonly #known = new Map<DocumentName, PlanDocument>()

  get(planId: string, name: DocumentName): PlanDocument | undefined {
    return this.#planId === planId ? this.#known.get(name) : undefined
  }

  /** Those of another plan are dropped. */
  keep(planId: string, name: DocumentName, document: PlanDocument): void {
    if (this.#planId !== planId) this.#known.clear()
    this.#planId = planId
    this.#known.set(name, document)
  }
}
