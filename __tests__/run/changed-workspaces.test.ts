import { expect, test } from '@jest/globals'
import { isAffected, type Triggers } from '../../src/run/changed-workspaces.ts'

const WORKSPACE: Triggers = {
  workingDirectory: 'env/web',
  triggerPrefixes: [],
  triggerPatterns: [],
  triggersOnEveryChange: false
}
const affected = (workspace: Partial<Triggers>, ...files: readonly string[]): boolean =>
  isAffected({ ...WORKSPACE, ...workspace }, files, { sharedPaths: [], resolve: () => undefined })

test.each<[string, Partial<Triggers>, string, boolean]>([
  ['a file in its working directory', {}, 'env/web/main.tf', true],
  ['a file next to it', {}, 'env/web2/main.tf', false],
  ['a submodule that is its working directory', {}, 'env/web', true],
  ['a submodule that holds its working directory', {}, 'env', true],
  ['a workspace at the top', { workingDirectory: undefined }, 'README.md', true],
  ['a trigger prefix', { triggerPrefixes: ['./modules//vpc/'] }, 'modules/vpc/main.tf', true],
  ['every change, where the workspace does not look at files', { triggersOnEveryChange: true }, 'README.md', true],
  ['a trigger pattern', { triggerPatterns: ['/**/*.tf'] }, 'modules/a/b.tf', true],
  ['a trigger pattern that does not match', { triggerPatterns: ['/**/*.tf'] }, 'env/web/README.md', false],
  ['a pattern of one level', { triggerPatterns: ['modules/*/main.tf'] }, 'modules/a/b/main.tf', false]
])('%s', (_what, workspace, file, expected) => {
  expect(affected(workspace, file)).toBe(expected)
})
