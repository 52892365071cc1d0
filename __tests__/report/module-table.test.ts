import { expect, test } from '@jest/globals'
import { moduleTableBlocks } from '../../src/report/module-table.ts'
import type { Action, Change } from '../../src/terraform/plan.ts'
import { nodes, tags } from './parsed.ts'

const change = (address: string, action: Action): Change => ({
  address,
  action,
  previousAddress: undefined,
  importing: false,
  reason: undefined,
  node: undefined
})
const many = (count: number, address: (index: number) => string, action: Action): readonly Change[] =>
  Array.from({ length: count }, (_, index) => change(address(index), action))

test('up to 20 resources have no table', () => {
  expect(moduleTableBlocks(many(20, index => `a.b${index}`, 'create'))).toEqual([])
  expect(moduleTableBlocks(many(21, index => `a.b${index}`, 'create'))).toHaveLength(1)
})

test('a table has a row for each module, a column for each type, and each action in its cell', () => {
  const [block] = moduleTableBlocks([
    ...many(15, index => `module.env["dev.eu"].module.svc.aws_instance.n[${index}]`, 'create'),
    ...many(5, index => `module.env["dev.eu"].module.svc.aws_instance.old${index}`, 'delete'),
    change('aws_db.main', 'replace'),
    change('data.aws_ami.base', 'read')
  ])
  expect(block?.text.split('\n')).toEqual([
    '|  | `aws_instance` | `aws_db` | `aws_ami` | all |',
    '| :-- | --: | --: | --: | --: |',
    '| root |  | ♻️ 1 | 🔎 1 | 2 |',
    '| `module.env["dev.eu"].module.svc` | ➖ 5 ➕ 15 |  |  | 20 |'
  ])
})

test('more modules and types than there is room for are counted', () => {
  const [block] = moduleTableBlocks(many(80, index => `module.m${index % 40}.t${index % 8}.x["a|b${index}"]`, 'update'))
  const lines = block?.text.split('\n') ?? []
  expect(lines[0]).toMatch(/^\|(?: {2}\|| `t\d` \|){5} 4 other types \| all \|$/)
  expect(lines).toHaveLength(2 + 30 + 2)
  expect(lines.at(-1)).toBe('20 more in 10 more modules.')
})

test.each(['|', '\\|', '\\\\|', '\\\\\\|', '`\\|`', '\\', '|\\'])(
  'a name with %j in it is code, in a cell of its own',
  text => {
    const type = `x${text}</details><b>`
    const [block] = moduleTableBlocks(many(21, index => `module.${type}.${type}.n${index}`, 'create'))
    const markdown = block?.text ?? ''
    expect(tags(markdown)).toEqual([])
    expect(
      nodes(markdown)
        .filter(({ type }) => type === 'tableRow')
        .map(({ children }) => children?.length)
    ).toEqual([3, 3])
    const shown = type.replaceAll(/\\+\|/g, found => '\\u{5c}'.repeat(found.length - 1) + '|')
    const codes = nodes(markdown).flatMap(({ type, value }) => (type === 'inlineCode' ? [value] : []))
    expect(codes).toEqual([shown, `module.${shown}`])
  }
)
