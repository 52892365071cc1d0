const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' }

/** What stands between quotes: https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences */
export function unescape(source: string): string {
  return source.replace(/\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\.|\$\$\{|%%\{/g, escape => {
    if (escape.endsWith('{')) return escape.slice(1)
    const letter = escape.charAt(1)
    return ESCAPES[letter] ?? String.fromCodePoint(Number.parseInt(escape.slice(2), 16))
  })
}

/** What stands in a heredoc, where a backslash is a backslash. */
export function unescapeTemplate(source: string): string {
  return source.replace(/\$\$\{|%%\{/g, escape => escape.slice(1))
}
