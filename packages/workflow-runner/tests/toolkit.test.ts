import { expect, test } from '@jest/globals'
import { runAction } from '../src/index.ts'
import { tinyAction } from './tiny-action.ts'

const CORE = import.meta.resolve('@actions/core')
const GITHUB = import.meta.resolve('@actions/github')

/** An action that speaks through GitHub's own toolkit. */
const toolkitAction = (main: string, post = '') =>
  tinyAction({
    yaml: 'inputs: {name: {}, on: {default: true}, lines: {}, needed: {required: true}}',
    main: `import * as core from '${CORE}'; import * as github from '${GITHUB}';\n${main}`,
    post: `import * as core from '${CORE}';\n${post}`
  })

test('everything @actions/core says arrives', async () => {
  const main = `
    core.setSecret('s3cret\\nsecond')
    core.setOutput('text', 'a\\r\\nb=c<<d\\n')
    core.setOutput('object', { a: [1, core.getInput('name')] })
    core.setOutput('on', core.getBooleanInput('on'))
    core.setOutput('lines', core.getMultilineInput('lines'))
    core.setOutput('repo', github.context.repo.owner + ' ' + github.context.payload.number)
    core.saveState('run', 'run-1')
    core.exportVariable('LATER', 'x\\ny')
    core.addPath('/opt/tool')
    core.error('bad: second, 100%', { title: 'T: a,b', file: 'main.tf', startLine: 2, endLine: 3 })
    core.notice('s3cret')
    core.debug('quiet')
    await core.group('G', async () => core.info('inside'))
    await core.summary.addHeading('Plan').addRaw('s3cret', true).write()`
  using action = runAction({
    directory: toolkitAction(main, `core.info(core.getState('run') + core.getState('none') + process.env.LATER)`),
    inputs: { name: ' n ', lines: 'a\n\n b ' },
    event: { name: 'pull_request', payload: { number: 7, repository: { full_name: 'octo/infra' } } }
  })
  const ended = await action.ended
  expect(ended.outputs).toEqual({
    text: 'a\r\nb=c<<d\n',
    object: '{"a":[1,"n"]}',
    on: 'true',
    lines: '["a","b"]',
    repo: 'octo 7'
  })
  expect(ended).toMatchObject({
    conclusion: 'success',
    state: { run: 'run-1' },
    env: { LATER: 'x\ny' },
    path: ['/opt/tool'],
    masks: ['s3cret\nsecond'],
    summary: '<h1>Plan</h1>\n***\n',
    annotations: [
      { level: 'error', message: 'bad: ***, 100%', title: 'T: a,b', file: 'main.tf', line: 2, endLine: 3 },
      { level: 'notice', message: '***' }
    ]
  })
  expect(ended.log).toContain('##[group]G\ninside\n##[endgroup]')
  expect(ended.log).not.toMatch(/s3cret|quiet/)
  expect((await ended.post()).log).toBe('Post job cleanup.\nrun-1x\ny')
})

test('a required input that is missing is refused by the action, not by the runner', async () => {
  using action = runAction({
    directory: toolkitAction(`try { core.getInput('needed', { required: true }) } catch (e) { core.setFailed(e) }`)
  })
  const { conclusion, exitCode, annotations } = await action.ended
  expect({ conclusion, exitCode, annotations }).toEqual({
    conclusion: 'failure',
    exitCode: 1,
    annotations: [{ level: 'error', message: expect.stringContaining('Input required and not supplied: needed') }]
  })
})
