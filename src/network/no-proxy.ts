import { BlockList, isIP } from 'node:net'

/**
 * Whether `NO_PROXY` names a host, as curl reads it: names between commas and blanks, each with those below it; addresses, and networks as
 * `10.0.0.0/8`; `*` by itself for all. Beyond curl, `*.example.com` equals `.example.com`, an address of IPv6 may be in brackets,
 * and an entry with a port is for that port only. https://curl.se/docs/manpage.html#NOPROXY
 */
export function isExempt(url: URL, exempt: string): boolean {
  if (exempt === '*') return true
  const host = bare(url.hostname)
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  return exempt
    .toLowerCase()
    .split(/[\s,]+/)
    .some(entry => {
      const { name, port: only = port } = withPort(entry)
      if (name === '' || only !== port) return false
      return isIP(host) === 0 ? isBelow(host, bare(name.replace(/^\*(?=\.)/, ''))) : isIn(host, name)
    })
}

/** A host without the brackets of IPv6, and without the dot that may end a name. */
const bare = (host: string): string => host.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '')

function withPort(entry: string): { readonly name: string; readonly port?: string } {
  if (isIP(entry) !== 0) return { name: entry }
  const [, name = entry, port] = /^(\[.*\]|[^:]*):(\d+)$/.exec(entry) ?? []
  return port === undefined ? { name } : { name, port }
}

function isBelow(host: string, name: string): boolean {
  const top = name.replace(/^\./, '')
  return top !== '' && (host === top || host.endsWith(`.${top}`))
}

/** Whether an address is another, however that is written, or is in a network. */
function isIn(address: string, entry: string): boolean {
  const [network = '', bits] = entry.replace(/[[\]]/g, '').split('/')
  const version = isIP(network)
  if (version === 0 || version !== isIP(address)) return false
  const longest = version === 4 ? 32 : 128
  const prefix = bits === undefined ? longest : /^\d{1,3}$/.test(bits) ? Number(bits) : NaN
  if (!(prefix <= longest)) return false
  const family = version === 4 ? 'ipv4' : 'ipv6'
  const list = new BlockList()
  list.addSubnet(network, prefix, family)
  return list.check(address, family)
}
