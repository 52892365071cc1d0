/** The service says no: an error document of one entry. https://developer.hashicorp.com/terraform/cloud-docs/api-docs#error-response */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  readonly title: string
  readonly detail: string | undefined
  readonly pointer: string | undefined

  constructor(status: number, title: string, detail?: string, pointer?: string) {
    super(detail ?? title)
    this.status = status
    this.title = title
    this.detail = detail
    this.pointer = pointer
  }

  get document() {
    const source = this.pointer === undefined ? {} : { source: { pointer: this.pointer } }
    const detail = this.detail === undefined ? {} : { detail: this.detail }
    return { errors: [{ status: String(this.status), title: this.title, ...detail, ...source }] }
  }
}

/** Also for what the token may not see: existence is hidden. */
export function notFound(): Refusal {
  return new Refusal(404, 'not found')
}

export function conflict(detail: string): Refusal {
  return new Refusal(409, 'conflict', detail)
}

/** What a run, a check or a configuration version can not become now; the title is the service's. */
export function notAllowed(detail: string): Refusal {
  return new Refusal(409, 'transition not allowed', detail)
}

export function invalid(detail: string, pointer?: string): Refusal {
  return new Refusal(422, 'invalid attribute', detail, pointer)
}

/** What a look-up found, or 404. */
export function found<T>(item: T | undefined): T {
  if (item === undefined) throw notFound()
  return item
}
