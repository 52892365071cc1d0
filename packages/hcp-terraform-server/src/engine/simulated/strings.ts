const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' }

/** What is between quotes: https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences */
export function unescape(source: string): string {
  return source.replace(/\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\.|\$\$\{|%%\{/g, escape => {
    if (escape.endsWith('{')) return escape.slice(1)
    const letter = escape.charAt(1)
    return ESCAPES[letter] ?? String.fromCodePoint(Number.parseInt(escape.slice(2), 16))
  })
}

/** What is in a heredoc, where a backslash is a backslash. */
export function unescapeTemplate(source: string): string {
  return source.replace(/\$\$\{|%%\{/g, escape => escape.slice(1))
}

const SHORT: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '"': '\\"', '\\': '\\\\' }

/** A text as it is between quotes: the other way round. */
export function quote(text: string): string {
  const escaped = text
    .replace(/[\n\r\t"\\]/g, letter => SHORT[letter] ?? letter)
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001f\u007f]/g, letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/([$%])(?=\{)/g, '$1$1')
  return `"${escaped}"`
}
