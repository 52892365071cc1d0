/** https://developer.hashicorp.com/terraform/language/expressions/version-constraints */
export function satisfies(version: string, constraints: string): boolean {
  return constraints.split(',').every(constraint => meets(version, constraint))
}

function meets(version: string, constraint: string): boolean {
  const [, operator = '=', wanted] = /^\s*(=|!=|>=?|<=?|~>)?\s*v?(\d+(?:\.\d+)*)\s*$/.exec(constraint) ?? []
  if (wanted === undefined) return false
  const order = compare(version, wanted)
  if (operator === '=') return order === 0
  if (operator === '!=') return order !== 0
  if (operator === '~>') return order >= 0 && compare(prefix(version, wanted), prefix(wanted, wanted)) === 0
  return operator.startsWith('>')
    ? order > 0 || (order === 0 && operator === '>=')
    : order < 0 || (order === 0 && operator === '<=')
}

function compare(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)]
  const differs = [0, 1, 2].find(part => (left[part] ?? 0) !== (right[part] ?? 0))
  return differs === undefined ? 0 : (left[differs] ?? 0) - (right[differs] ?? 0)
}

/** All but the last part that `like` names: what "~>" holds fixed. */
function prefix(version: string, like: string): string {
  return version
    .split('.')
    .slice(0, Math.max(1, like.split('.').length - 1))
    .join('.')
}
