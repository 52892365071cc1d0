/** One policy, as Sentinel prints it. */
export interface PrintedPolicy {
  readonly name: string
  readonly enforcement: string
  readonly passed: boolean
  /** What the policy says of its result, if anything. */
  readonly message: string | undefined
}

const HEADING = /^## Policy \d+: (.+) \((advisory|soft-mandatory|hard-mandatory)\)\s*$/

/**
 * The policies in what a policy check prints: a heading with name and enforcement level, then the result, then its description and trace.
 * https://developer.hashicorp.com/terraform/cloud-docs/policy-enforcement/view-results
 */
export function parsePolicies(output: string): readonly PrintedPolicy[] {
  const lines = output.split(/\r?\n/)
  const starts = lines.flatMap((line, index) => (HEADING.test(line) ? [index] : []))
  return starts.flatMap((start, number) => {
    const [, name = '', enforcement = ''] = HEADING.exec(lines[start] ?? '') ?? []
    const body = lines.slice(start + 1, starts[number + 1])
    const result = body.map(line => /^Result: (true|false)\s*$/.exec(line)?.[1]).find(found => found !== undefined)
    if (result === undefined) return []
    return [{ name, enforcement, passed: result === 'true', message: description(body) }]
  })
}

/** The indented lines below "Description:". */
function description(body: readonly string[]): string | undefined {
  const start = body.findIndex(line => /^\s*Description:\s*$/.test(line))
  if (start === -1) return undefined
  const indent = /^\s*/.exec(body[start] ?? '')?.[0].length ?? 0
  const rest = body.slice(start + 1)
  const end = rest.findIndex(line => line.trim() !== '' && (/^\s*/.exec(line)?.[0].length ?? 0) <= indent)
  const text = rest
    .slice(0, end === -1 ? undefined : end)
    .map(line => line.trim())
    .join(' ')
    .trim()
  return text === '' ? undefined : text
}
