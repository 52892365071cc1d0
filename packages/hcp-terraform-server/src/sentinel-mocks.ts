import { gzipSync } from 'node:zlib'
import { Header } from 'tar'
import type { Planned } from './engine/engine.ts'

const BLOCK = 512

/**
 * A plan as the data that Sentinel's simulator takes:
 * https://developer.hashicorp.com/terraform/cloud-docs/policy-enforcement/test-sentinel#generate-mock-data-using-the-api
 */
export function sentinelMocks({ json }: Pick<Planned, 'json'>): Uint8Array<ArrayBuffer> {
  const plan = (typeof json === 'object' && json !== null ? json : {}) as Record<string, unknown>
  const { configuration, prior_state: state, ...changes } = plan
  const files = {
    'mock-tfplan-v2.sentinel': literal(changes),
    'mock-tfconfig-v2.sentinel': literal(configuration),
    'mock-tfstate-v2.sentinel': literal(state),
    'sentinel.hcl': ['tfplan', 'tfconfig', 'tfstate'].map(mock).join('\n')
  }
  const blocks = Object.entries(files).flatMap(([path, text]) => entry(path, Buffer.from(text)))
  return Uint8Array.from(gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)])))
}

/** Sentinel's literals are JSON's. */
function literal(value: unknown): string {
  if (typeof value !== 'object' || value === null) return ''
  return Object.entries(value)
    .map(([name, part]) => `${name} = ${JSON.stringify(part, undefined, 2)}\n`)
    .join('\n')
}

function mock(name: string): string {
  return `mock "${name}/v2" {\n  module {\n    source = "mock-${name}-v2.sentinel"\n  }\n}\n`
}

function entry(path: string, content: Buffer): Buffer[] {
  const header = Buffer.alloc(BLOCK)
  new Header({ path, size: content.length, mode: 0o644, type: 'File', mtime: new Date() }).encode(header, 0)
  return [header, content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)]
}
