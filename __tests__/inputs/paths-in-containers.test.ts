import { expect, test } from '@jest/globals'
import { parseInputs } from '../../src/github/inputs.ts'
import { directoryInput, rejectHostPath, targetInput } from '../../src/inputs/path-inputs.ts'

const CONTAINER = { GITHUB_WORKSPACE: '/__w/web/web' }
const directory = (value: string, env: NodeJS.ProcessEnv = CONTAINER) =>
  parseInputs(
    name => (name === 'directory' ? value : ''),
    input => directoryInput(input, env)
  )

test.each([
  ['/home/runner/work/web/web/infra/prod', '`infra/prod`'],
  ['/opt/runner/_work/web/web', 'GITHUB_WORKSPACE, or remove it']
])('a path of the machine around the container is refused: %s', (path, fix) => {
  expect(() => directory(path)).toThrow(fix)
  expect(() => directory(path)).toThrow(/^`directory` must be a path in the container of the job/)
})

test.each([
  ['/home/runner/work/web/web', { GITHUB_WORKSPACE: '/home/runner/work/web/web' }],
  ['/__w/web/web/infra', CONTAINER],
  ['/srv/configuration', CONTAINER],
  ['/web/web', CONTAINER],
  ['infra', CONTAINER]
])('another path is not: %s', (path, env) => {
  expect(directory(path, env)).toBe(path)
})

test('the paths of files are as well', () => {
  const path = '/home/runner/work/web/web/prod.tfvars'
  expect(() =>
    parseInputs(
      () => path,
      input => targetInput(input, CONTAINER)
    )
  ).toThrow('Set it to `prod.tfvars`')
  expect(() =>
    parseInputs(
      () => '',
      input => rejectHostPath(input, 'variables-file', path, CONTAINER)
    )
  ).toThrow(/^`variables-file` must be/)
})
