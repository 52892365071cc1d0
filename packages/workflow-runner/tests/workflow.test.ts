import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { runWorkflow, type WorkflowOptions } from '../src/index.ts'
import { directoryOf, tinyAction } from './tiny-action.ts'

type Options = Omit<WorkflowOptions, 'file' | 'repository'> & { readonly repository?: string }

/** Starts a workflow of these jobs, with an empty repository unless one is given. */
const start = (jobs: string, options: Options = {}, head = 'on: push') => {
  const file = path.join(directoryOf({ 'ci.yml': `${head}\njobs:\n${jobs}` }), 'ci.yml')
  return runWorkflow({ repository: directoryOf(), ...options, file })
}
const run = (jobs: string, options?: Options, head?: string) => start(jobs, options, head).ended

/** One job `a` of these steps, each a YAML list item. */
const steps = (...items: readonly string[]) =>
  `  a:\n    runs-on: x\n    steps:\n${items.map(item => `      - ${item}\n`).join('')}`
const conclusions = (ended: readonly { readonly name: string; readonly conclusion: string }[]) =>
  ended.map(each => `${each.name}: ${each.conclusion}`)

describe('run', () => {
  // actions/runner ScriptHandler.cs
  test('is printed, and runs in bash with the environment of a step', async () => {
    const script = `{run: 'echo "$GREETING $GITHUB_ACTION $GITHUB_JOB $(pwd)"', env: {GREETING: hi}}`
    const step = (await run(steps(script))).job('a').steps[0]
    expect(step?.log.split('\n')).toEqual([
      '##[group]Run echo "$GREETING $GITHUB_ACTION $GITHUB_JOB $(pwd)"',
      '\u001b[36;1mecho "$GREETING $GITHUB_ACTION $GITHUB_JOB $(pwd)"\u001b[0m',
      expect.stringMatching(/^shell: \/.*bash -e \{0\}$/),
      'env:',
      '  GREETING: hi',
      '##[endgroup]',
      expect.stringMatching(/^hi __run a \/.*infrastructure$/)
    ])
  })

  test.each([
    ['{run: "false; echo on"}', 'failure'],
    ['{run: "false | true"}', 'success'],
    ['{run: "false | true", shell: bash}', 'failure'],
    ['{run: "echo $0", shell: sh}', 'success'],
    ['{run: "exit 0", shell: "bash -c {0}"}', 'failure'],
    ['{run: "true", shell: pwsh}', 'failure'],
    ['{run: "true", working-directory: nowhere}', 'failure']
  ])('%s: %s', async (step, conclusion) => {
    expect((await run(steps(step))).conclusion).toBe(conclusion)
  })

  test('says which exit code failed it', async () => {
    const job = (await run(steps('{run: "exit 7"}'))).job('a')
    expect(job.annotations).toEqual([{ level: 'error', message: 'Process completed with exit code 7.' }])
    expect(job.steps[0]?.exitCode).toBe(7)
  })

  test('follows defaults, the nearest first', async () => {
    const jobs = `  a: {runs-on: x, defaults: {run: {working-directory: b}}, steps: [
      {run: mkdir b c, working-directory: .}, {run: basename "$PWD"}, {run: basename "$PWD", working-directory: c}]}`
    const [, inB, inC] = (await run(jobs, {}, 'on: push\ndefaults: {run: {working-directory: c}}')).job('a').steps
    expect([inB?.log, inC?.log].map(log => log?.split('\n').at(-1))).toEqual(['b', 'c'])
  })
})

describe('what steps set', () => {
  test('reaches later steps: outputs, variables, the path', async () => {
    const { conclusion, log } = await run(
      steps(
        `{id: one, run: 'echo "Run-Id=run-1" >> $GITHUB_OUTPUT; echo "LATER=\${{ env.TOP }}" >> $GITHUB_ENV; echo /opt/x >> $GITHUB_PATH'}`,
        `{run: 'echo "[\${{ steps.one.outputs.run-id }}] [$LATER] [\${{ env.LATER }}] [\${PATH%%:*}] [$TOP]"', env: {TOP: step}}`,
        `{run: 'echo "[$TOP] [\${{ steps.one.conclusion }}] [\${{ job.status }}] [\${{ runner.os }}]"'}`
      ),
      {},
      'on: push\nenv: {TOP: workflow, OTHER: "${{ github.event_name }}"}'
    )
    expect(conclusion).toBe('success')
    expect(log).toContain('[run-1] [workflow] [workflow] [/opt/x] [step]')
    expect(log).toMatch(/\[workflow\] \[success\] \[success\] \[(Linux|macOS)\]/)
    expect(log).toContain('OTHER: push')
  })

  // https://docs.github.com/actions/reference/workflows-and-actions/contexts#steps-context
  test('ends with outcome and conclusion, which differ with continue-on-error', async () => {
    const { conclusion, log } = await run(
      steps(
        '{id: bad, run: "false", continue-on-error: true}',
        '{id: worse, run: "false", continue-on-error: "${{ 1 == 1 }}"}',
        '{run: "echo ${{ steps.bad.outcome }} ${{ steps.bad.conclusion }} ${{ steps.worse.conclusion }}"}'
      )
    )
    expect([conclusion, log.split('\n').at(-1)]).toEqual(['success', 'failure success success'])
  })
})

// https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsif
test('if decides which steps run', async () => {
  const job = (
    await run(
      steps(
        '{name: default, run: "true"}',
        '{name: off, if: "env.X", env: {X: ""}, run: "true"}',
        '{name: own env, if: "env.X", env: {X: "1"}, run: "true"}',
        '{name: early failure(), if: failure(), run: "true"}',
        '{name: fails, run: "false"}',
        '{name: after, run: "true"}',
        '{name: late failure(), if: failure(), run: "true"}',
        '{name: always(), if: always(), run: "true"}',
        '{name: cancelled(), if: cancelled(), run: "true"}',
        '{name: wrong, if: "always() && secrets.X", run: "true"}'
      )
    )
  ).job('a')
  expect(conclusions(job.steps)).toEqual([
    ...['default: success', 'off: skipped', 'own env: success', 'early failure(): skipped', 'fails: failure'],
    ...['after: skipped', 'late failure(): success', 'always(): success', 'cancelled(): skipped', 'wrong: failure'],
    'Complete job: success'
  ])
  expect(job.step('wrong').log).toContain("Unrecognized named-value: 'secrets'")
  expect(job.conclusion).toBe('failure')
})

describe('uses', () => {
  const yaml = 'inputs: {a: {default: "${{ github.repository }}"}}'
  const action = tinyAction({
    yaml,
    main: `append('STATE', 'n=' + env.INPUT_A); append('OUTPUT', 'got=' + env.INPUT_A); if (env.INPUT_A === 'bad') process.exit(1)`,
    post: `console.log('post of ' + env.STATE_n + ' with ' + env.INPUT_A)`
  })
  const actions = { 'Octo/hcp-terraform-action': path.dirname(action) }
  const uses = `octo/hcp-terraform-action/${path.basename(action)}@v1`

  test('runs an action of a mapped repository, and its post in reverse at the end of the job, whatever failed', async () => {
    const job = (
      await run(
        steps(
          `{id: one, uses: ${uses}, with: {a: 1}}`,
          `{name: two, uses: ${uses}, with: {a: bad}}`,
          `{name: never, uses: ${uses}}`,
          `{run: 'echo got \${{ steps.one.outputs.got }}', if: always()}`
        ),
        { actions }
      )
    ).job('a')
    expect(conclusions(job.steps)).toEqual([
      ...[`Run ${uses}: success`, 'two: failure', 'never: skipped', 'Run echo got 1: success'],
      ...['Post two: success', `Post Run ${uses}: success`, 'Complete job: success']
    ])
    const posts = job.steps.filter(step => step.stage === 'post')
    expect(posts.map(step => step.log.split('\n').at(-1))).toEqual(['post of bad with bad', 'post of 1 with 1'])
  })

  // actions/runner ActionRunner.cs: inputs are evaluated again for post.
  test('evaluates inputs again for post', async () => {
    const job = (
      await run(
        steps(`{name: it, uses: ${uses}, with: {a: "<\${{ env.LATER }}>"}}`, `{run: 'echo LATER=x >> $GITHUB_ENV'}`),
        { actions }
      )
    ).job('a')
    expect(job.step('Post it').log).toContain('post of <> with <x>')
  })

  test('finds ./path in the workspace, once it was checked out', async () => {
    const repository = tinyAction({ yaml, main: `console.log('local ' + env.INPUT_A)` })
    const jobs = (...items: string[]) => run(steps(...items), { repository, github: { repository: 'octo/infra' } })
    expect((await jobs('{uses: actions/checkout@v4}', '{uses: ./}')).log).toContain('local octo/infra')
    expect((await jobs('{uses: ./}')).log).toContain('Did you forget to run actions/checkout')
    expect((await jobs('{uses: actions/checkout@v4, with: {path: sub}}', '{uses: ./sub}')).log).toContain(
      'local octo/infra'
    )
  })

  test('names an action that does not exist before anything runs', () => {
    expect(() => start(steps('{run: "true"}', '{uses: hashicorp/setup-terraform@v3}'))).toThrow(
      "uses: hashicorp/setup-terraform@v3: this runner has no 'hashicorp/setup-terraform'"
    )
    expect(() => start(steps('{uses: docker://alpine}'))).toThrow(/uses: docker:/)
  })
})

// actions/runner Worker.cs, JobExtension.cs (FinalizeJob)
describe('secrets and job outputs', () => {
  const head = 'on: push\nenv: {T: "${{ secrets.TOKEN }}"}'
  const jobs = `  a:
    runs-on: x
    outputs:
      plain: "\${{ steps.s.outputs.plain }}"
      secret: "\${{ steps.s.outputs.secret }}"
      masked: "\${{ steps.s.outputs.masked }}"
      empty: "\${{ steps.s.outputs.nothing }}"
    steps:
      - {run: 'echo "::add-mask::later"'}
      - {id: s, run: 'for o in plain=one secret=x-$T masked=is-later; do echo $o; echo $o >> $GITHUB_OUTPUT; done'}
  b:
    needs: a
    runs-on: x
    steps:
      - {run: 'echo "[\${{ needs.a.outputs.plain }}] [\${{ needs.a.outputs.secret }}] [\${{ needs.a.result }}] later"'}`

  test('a secret is hidden in every log, and an output in which one occurs is dropped', async () => {
    const ended = await run(jobs, { secrets: { TOKEN: 'tok3n' } }, head)
    expect(ended.job('a').outputs).toEqual({ plain: 'one' })
    expect(ended.job('a').step('s').outputs).toMatchObject({ secret: 'x-tok3n', masked: 'is-later' })
    expect(ended.job('a').annotations.map(each => each.message)).toEqual([
      "Skip output 'secret' since it may contain secret.",
      "Skip output 'masked' since it may contain secret."
    ])
    expect(ended.log).not.toContain('tok3n')
    expect(ended.job('b').log).toContain('[one] [] [success] later')
  })

  test('a value added as a mask in one job is not a secret of another', async () => {
    expect((await run(jobs, {}, head)).job('b').log).toContain('later')
  })

  // https://docs.github.com/actions/how-tos/write-workflows/choose-what-workflows-do/pass-job-outputs
  test.each([
    [524_288, 'success'],
    [524_289, 'failure']
  ])('%d characters in all: %s', async (length, conclusion) => {
    const job = `  a: {runs-on: x, outputs: {o: "\${{ steps.s.outputs.o }}"}, steps: [
      {id: s, run: 'printf "o=%*s" ${length - 1} "" | tr " " x >> $GITHUB_OUTPUT'}]}`
    const ended = (await run(job)).job('a')
    expect(ended.conclusion).toBe(conclusion)
    expect(Object.keys(ended.outputs)).toEqual(conclusion === 'success' ? ['o'] : [])
    if (conclusion === 'failure') expect(ended.log).toContain('Job outputs exceed 1,048,576 bytes')
  })

  test('the token is a secret by itself', async () => {
    const { log } = await run(steps(`{run: 'echo "\${{ github.token }} \${{ secrets.GITHUB_TOKEN }}"'}`))
    expect(log.split('\n').at(-1)).toBe('*** ***')
  })

  test('ACTIONS_STEP_DEBUG is a setting, not a secret', async () => {
    const { log } = await run(steps(`{run: 'echo "::debug::it is true"'}`), { secrets: { ACTIONS_STEP_DEBUG: 'true' } })
    expect(log).toContain('##[debug]it is true')
  })
})

// https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idneeds
describe('jobs', () => {
  const job = (id: string, rest: string, script = 'true') =>
    `  ${id}: {runs-on: x, ${rest}, steps: [{run: '${script}'}]}\n`

  test('run after those they need, unless these failed', async () => {
    const ended = await run(
      job('last', 'needs: [fails, works]') +
        job('works', 'name: Works') +
        job('fails', 'needs: works', 'false') +
        job('cleanup', 'needs: last, if: always()') +
        job('reports', 'needs: fails, if: failure()') +
        job('after reports', 'needs: reports')
    )
    expect(conclusions(ended.jobs)).toEqual([
      ...['Works: success', 'fails: failure', 'last: skipped', 'cleanup: success', 'reports: success'],
      'after reports: skipped'
    ])
    expect(ended.conclusion).toBe('failure')
  })

  // https://github.com/actions/runner/issues/2205: success() wants every job before it to have succeeded, not only those it needs.
  test('are skipped after a skipped one, also at a distance', async () => {
    const ended = await run(
      job('off', 'if: false') +
        job('kept', 'needs: off, if: always()') +
        job('far', 'needs: kept') +
        job('free', 'if: true')
    )
    expect(conclusions(ended.jobs)).toEqual(['off: skipped', 'kept: success', 'far: skipped', 'free: success'])
  })

  test('that continue on error fail nothing', async () => {
    const ended = await run(
      job('a', 'continue-on-error: true', 'false') + job('b', 'needs: a', 'echo ${{ needs.a.result }}')
    )
    expect(conclusions(ended.jobs)).toEqual(['a: success', 'b: success'])
    expect(ended.job('b').log.split('\n').at(-1)).toBe('success')
  })

  test('with a matrix run once for each combination, also one that an earlier job wrote', async () => {
    const ended = await run(
      `  list: {runs-on: x, outputs: {l: "\${{ steps.s.outputs.l }}"}, steps: [{id: s, run: 'echo l=[\\"dev\\",\\"prod\\"] >> $GITHUB_OUTPUT'}]}
  use:
    needs: list
    runs-on: x
    strategy: {matrix: {workspace: "\${{ fromJSON(needs.list.outputs.l) }}", mode: [plan]}}
    outputs: {last: "\${{ matrix.workspace }}"}
    steps: [{run: 'echo \${{ matrix.workspace }} \${{ strategy.job-index }}/\${{ strategy.job-total }}'}]
` + job('then', 'needs: use', 'echo ${{ needs.use.outputs.last }}')
    )
    expect(conclusions(ended.jobs)).toEqual([
      ...['list: success', 'use (dev, plan): success', 'use (prod, plan): success', 'then: success']
    ])
    expect(ended.jobs.map(each => each.log.split('\n').at(-1))).toEqual([
      ...["Set output 'l'", "Set output 'last'", "Set output 'last'", 'prod']
    ])
    expect(ended.job('use (prod, plan)').log).toContain('prod 1/2')
  })

  test.each([
    ['', ['1: success', '2: failure', '3: cancelled']],
    ['fail-fast: false, ', ['1: success', '2: failure', '3: success']]
  ])('of a matrix stop after a failure, unless set otherwise: {%s}', async (failFast, expected) => {
    const rest = `name: "\${{ matrix.n }}", strategy: {${failFast}matrix: {n: [1, 2, 3]}}`
    const ended = await run(job('a', rest, 'test ${{ matrix.n }} != 2'))
    expect(conclusions(ended.jobs)).toEqual(expected)
  })

  test('whose matrix or if is wrong fail, and say why', async () => {
    const ended = await run(job('a', 'strategy: {matrix: {n: []}}') + job('b', 'if: steps.x'))
    expect(conclusions(ended.jobs)).toEqual(['a: failure', 'b: failure'])
    expect(ended.log).toMatch(/'n' does not contain any values[^]*Unrecognized named-value: 'steps'/)
  })
})

// actions/runner StepsRunner.cs: on cancellation the `if` of the running step is evaluated again.
describe('cancelling', () => {
  const action = tinyAction({
    main: `process.on('SIGINT', () => process.exit(0)); console.log('ready'); setInterval(() => {}, 1000)`,
    post: `console.log('post')`
  })
  const actions = { 'octo/slow': action }

  test('ends the running step, skips what follows, and runs post and cleanup', async () => {
    const workflow = start(
      `  a:
    runs-on: x
    steps:
      - {name: slow, uses: octo/slow@v1}
      - {name: next, run: 'true'}
      - {name: cleanup, if: 'cancelled()', run: 'true'}
  b: {needs: a, runs-on: x, steps: [{run: 'true'}]}
  c: {needs: a, if: always(), runs-on: x, steps: [{run: 'true'}]}`,
      { actions }
    )
    await workflow.line('ready')
    workflow.cancel()
    const ended = await workflow.ended
    expect(conclusions(ended.job('a').steps)).toEqual([
      ...['slow: cancelled', 'next: skipped', 'cleanup: success', 'Post slow: success', 'Complete job: success']
    ])
    expect(conclusions(ended.jobs)).toEqual(['a: cancelled', 'b: cancelled', 'c: success'])
    expect(ended.conclusion).toBe('cancelled')
  })

  test('lets an always() step finish', async () => {
    const workflow = start(steps(`{name: s, if: always(), run: 'echo ready; sleep 1; echo finished'}`))
    await workflow.line(/^ready/)
    workflow.cancel()
    const job = (await workflow.ended).job('a')
    expect(job.step('s').log).toMatch(/finished$/)
    expect([job.step('s').conclusion, job.conclusion]).toEqual(['success', 'cancelled'])
  })
})

describe('the run', () => {
  test('has its event, inputs and variables', async () => {
    const head = `name: Deploy
on:
  workflow_dispatch: {inputs: {where: {required: true}, dry: {type: boolean, default: true}, why: {}}}`
    const script = steps(
      `{run: 'echo "\${{ inputs.where }}|\${{ inputs.dry }}|\${{ inputs.why }}|\${{ vars.ORG }}|\${{ github.workflow }}|$TF_X"'}`
    )
    const options = { inputs: { where: 'prod' }, vars: { ORG: 'acme' }, machine: { TF_X: 'x' } }
    expect((await run(script, options, head)).log.split('\n').at(-1)).toBe('prod|true||acme|Deploy|x')
    expect(() => start(script, {}, head)).toThrow("Required input 'where' not provided")
    expect(() => start(script, { inputs: { where: 'x', odd: 1 } }, head)).toThrow('Unexpected inputs provided: odd')
    expect(() => start(script, { event: { name: 'push', payload: {} } }, head)).toThrow(
      'listens to workflow_dispatch, not to push'
    )
  })

  test('streams its lines', async () => {
    const lines: string[] = []
    await run(steps('{name: say, run: "echo one"}'), {
      onLine: (line, at) => lines.push(`${at.job}/${at.step}: ${line}`)
    })
    expect(lines.at(-1)).toBe('a/say: one')
  })

  test.each([
    ['a: {runs-on: x, steps: [{runs: x}]}', /step 1: this runner knows no 'runs'/],
    ['a: {runs-on: x, steps: [{name: x}]}', /step 1 needs either uses or run/],
    ['a: {runs-on: x, container: y, steps: [{run: x}]}', /job 'a': this runner knows no 'container'/],
    ['a: {uses: ./.github/workflows/x.yml, runs-on: x}', /job 'a': this runner knows no 'runs-on'/],
    ['a: {steps: [{run: x}]}', /job 'a' has no runs-on/],
    ['a: {runs-on: x}', /job 'a' has no steps/],
    ['a: {runs-on: x, needs: b, steps: [{run: x}]}', /need what does not exist or each other: a/]
  ])('%s is refused before anything runs', (job, message) => {
    expect(() => start(`  ${job}`)).toThrow(message)
  })

  test('names what a job or step is not called', async () => {
    const ended = await run(steps('{run: "true"}'))
    expect(() => ended.job('x')).toThrow("No job 'x', only a")
    expect(() => ended.job('a').step('x')).toThrow("Job 'a' has no step 'x', only Run true, Complete job")
  })
})

// https://github.com/actions/checkout, /upload-artifact, /download-artifact
describe('substitutes', () => {
  test('checkout copies what git does not ignore; artifacts reach later jobs', async () => {
    const repository = directoryOf({ 'main.tf': '', '.hidden': '', 'plan.json': '{}' })
    const ended = await run(
      `  a:
    runs-on: x
    steps:
      - uses: actions/checkout@v4
      - run: mkdir -p out/deep; echo 1 > out/one; echo 2 > out/deep/two; touch out/.secret out/deep/x
      - uses: actions/upload-artifact@v4
        with: {name: some, path: out}
      - uses: actions/upload-artifact@v4
        with: {name: more, path: "*.json\\nout/deep\\n!out/deep/x"}
      - {name: twice, continue-on-error: true, uses: actions/upload-artifact@v4, with: {name: more, path: out}}
      - {name: nothing, uses: actions/upload-artifact@v4, with: {name: no, path: nowhere, odd: 1}}
  b:
    needs: a
    runs-on: x
    steps:
      - uses: actions/download-artifact@v4
        with: {name: some, path: here}
      - {id: all, uses: actions/download-artifact@v4}
      - run: find . -type f | LC_ALL=C sort | tr '\\n' ' '
      - {name: missing, uses: actions/download-artifact@v4, with: {name: nope}}`,
      { repository }
    )
    const [, , found] = ended.job('b').steps
    expect(found?.log.split('\n').at(-1)).toBe(
      './here/deep/two ./here/deep/x ./here/one ./more/out/deep/two ./more/plan.json ./some/deep/two ./some/deep/x ./some/one '
    )
    expect(ended.job('a').step('twice').log).toContain("an artifact with the name 'more' already exists")
    expect(
      ended
        .job('a')
        .step('nothing')
        .annotations.map(each => each.message)
    ).toEqual([
      expect.stringMatching(/^Unexpected input\(s\) 'odd', valid inputs are \['name', 'path'/),
      'No files were found with the provided path: nowhere. No artifacts will be uploaded.'
    ])
    expect(ended.job('b').step('missing').log).toContain('Artifact not found for name: nope')
  })

  test('checkout has no other repository', async () => {
    const { log } = await run(steps('{uses: actions/checkout@v4, with: {repository: octo/other}}'))
    expect(log).toContain("this runner has no repository 'octo/other'")
  })
})

test('nothing of a job stays behind', async () => {
  const note = path.join(directoryOf(), 'workspace')
  await run(steps('{run: \'echo -n "$GITHUB_WORKSPACE" > "$NOTE"\'}'), { machine: { NOTE: note } })
  writeFileSync(`${note}.seen`, '')
  expect(existsSync(path.dirname(path.dirname(readFileSync(note, 'utf8'))))).toBe(false)
})

describe('environment', () => {
  const job = (environment: string) =>
    `  a: {runs-on: x${environment}, steps: [{run: 'echo "got $KEY" | rev', env: {KEY: "\${{ secrets.KEY }}"}}]}\n`
  const environments = { production: { secrets: { KEY: 'abc' }, admits: (ref: string) => ref === 'refs/heads/main' } }
  const main = { ref: 'refs/heads/main' }

  test.each([
    ['its secrets', ', environment: production', main, 'success', 'cba tog'],
    ['its secrets, by its name', ', environment: {name: production, url: x}', main, 'success', 'cba tog'],
    ["the repository's secrets without one", '', main, 'success', 'yx tog'],
    [
      'nothing where it does not admit a job',
      ', environment: production',
      { ref: 'refs/heads/x' },
      'failure',
      'not allowed'
    ]
  ])('gives %s', async (_name, environment, github, conclusion, log) => {
    const ended = await run(job(environment), { environments, secrets: { KEY: 'xy' }, github })
    expect([ended.conclusion, ended.log]).toEqual([conclusion, expect.stringContaining(log)])
  })

  test('lets a job begin when it is approved, and not before', async () => {
    const approval = Promise.withResolvers<boolean>()
    let hasBegun = false
    const { ended } = start(job(', environment: production'), {
      environments: { production: { secrets: { KEY: 'abc' }, admits: () => approval.promise } },
      onLine: () => (hasBegun = true)
    })
    await new Promise(resolve => setTimeout(resolve, 20))
    expect(hasBegun).toBe(false)
    approval.resolve(true)
    expect((await ended).log).toContain('cba tog')
  })
})

test('a schedule is an event like others', async () => {
  const event = { name: 'schedule', payload: { schedule: '0 5 * * *' } }
  const head = 'on: {schedule: [{cron: "0 5 * * *"}], push: {}}'
  const { log } = await run(
    steps(`{run: 'echo \${{ github.event_name }} at \${{ github.event.schedule }}'}`),
    { event },
    head
  )
  expect(log).toContain('schedule at 0 5 * * *')
})
