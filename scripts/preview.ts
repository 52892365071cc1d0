/**
 * Renders what people see of a run to one page, with GitHub's own look: the comment on the pull request, the summary of the job and the annotations.
 * The plans are made by the terraform CLI (without it, by the simulation) of the configurations in examples/plans, or come from the case.
 *
 *   npm run preview                    writes preview/index.html
 *   npm run preview -- head apply      only these cases
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { serveGithub } from '../packages/github-server/src/index.ts'
import { serve } from '../packages/hcp-terraform-server/src/index.ts'
import { runAction, type StepEnd } from '../packages/workflow-runner/src/index.ts'
import { escapeHtml } from '../src/html.ts'
import { plural } from '../src/plural.ts'
import { CASES, type PreviewCase } from './preview-cases.ts'

const root = join(import.meta.dirname, '..')
const plans = join(root, 'examples', 'plans')
const out = join(root, 'preview')

interface Preview extends PreviewCase {
  readonly comment: string | undefined
  readonly summary: string
  readonly annotations: StepEnd['annotations']
}

await using hcp = await serve({ engine: 'auto' })
await using github = await serveGithub()

/** Runs the root action on a copy of a directory. */
async function act(
  name: string,
  directory: string | undefined,
  options: Partial<Parameters<typeof runAction>[0]>
): Promise<StepEnd> {
  const workspace = mkdtempSync(join(tmpdir(), 'preview-'))
  if (directory === undefined) writeFileSync(join(workspace, 'main.tf'), '')
  else cpSync(directory, workspace, { recursive: true })
  const { address, token, organization } = hcp
  using action = runAction({
    ...options,
    directory: root,
    workspace,
    secrets: [token],
    inputs: { token, hostname: address, organization, workspace: name, ...options.inputs }
  })
  const end = await action.ended
  rmSync(workspace, { recursive: true })
  console.log(`${name}: ${end.conclusion}`)
  if (end.summary === '') throw new Error(`${name} reported nothing:\n${end.log}`)
  return end
}

async function preview(each: PreviewCase, number: number): Promise<Preview> {
  const { name, workspace, script, inputs, steps = [{}], isReader = false, missing = [] } = each
  hcp.createWorkspace(name, workspace)
  const before = join(plans, name, 'before')
  const quiet = { operation: 'apply', 'pull-request-comment': 'never' }
  if (existsSync(before)) await act(name, before, { inputs: quiet })
  const pull = github.addPullRequest({ number })
  const commits = [pull.head]
  while (steps.some(({ behind = 0 }) => behind >= commits.length)) {
    github.push(pull)
    commits.unshift(pull.head)
  }
  const [head = pull.head] = commits
  if (steps.some(({ event }) => event === 'push')) github.merge(pull)
  const reader = isReader ? github.token('installation', { 'pull-requests': 'read' }) : undefined
  for (const output of missing)
    hcp.faults.set({ on: `GET /plans/:id/${output}`, do: { kind: 'answer', status: 404 }, times: 10 })
  let end: StepEnd | undefined
  for (const { event = 'pull_request', behind = 0, run = number } of steps) {
    // The event of a pull request names the commit that was its head then.
    pull.head = commits[behind] ?? head
    const trigger = github.trigger(event, pull, reader)
    pull.head = head
    if (script !== undefined) hcp.script(script)
    const context = { ...trigger.github, server_url: 'https://github.com', run_id: String(run) }
    const directory = existsSync(join(plans, name)) ? join(plans, name, 'after') : undefined
    end = await act(name, directory, {
      ...trigger,
      github: context,
      inputs: { 'pull-request-comment': 'always', ...inputs }
    })
  }
  hcp.faults.clear()
  if (end === undefined) throw new Error(`${name} has no step`)
  return { ...each, summary: end.summary, annotations: end.annotations, comment: github.comments(number)[0]?.body }
}

/** HTML as GitHub makes it: with alerts, and with the lines of diffs in their colours. */
const html = (markdown: string): string =>
  micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] })
    .replaceAll(
      /<blockquote>\s*<p>\[!(CAUTION|WARNING|NOTE)\]\s*/g,
      (_, kind: string) =>
        `<blockquote class="markdown-alert markdown-alert-${kind.toLowerCase()}"><p class="markdown-alert-title">${kind[0]}${kind.slice(1).toLowerCase()}</p><p>`
    )
    .replaceAll(
      /<code class="language-diff">([\s\S]*?)<\/code>/g,
      (_, code: string) => `<code>${code.split('\n').map(colour).join('\n')}</code>`
    )

const COLOURS: Readonly<Record<string, string>> = { '+': 'pl-mi1', '-': 'pl-md', '!': 'pl-mc', '#': 'pl-c' }
const colour = (line: string): string => {
  const kind = COLOURS[line[0] ?? '']
  return kind === undefined ? line : `<span class="${kind}">${line}</span>`
}

const css = readFileSync(
  createRequire(import.meta.url).resolve('github-markdown-css/github-markdown-light.css'),
  'utf8'
)
const box = (title: string, body: string): string =>
  `<section><header>${title}</header><div class="markdown-body">${body}</div></section>`

const only = process.argv.slice(2)
const cases = only.length === 0 ? CASES : CASES.filter(({ name }) => only.includes(name))
const forgotten = readdirSync(plans).filter(name => !CASES.some(each => each.name === name))
if (forgotten.length > 0) throw new Error(`examples/plans has folders that no case shows: ${forgotten.join(', ')}`)
const previews: Preview[] = []
for (const [index, each] of cases.entries()) previews.push(await preview(each, index + 1))

const page = (title: string, body: string): string => `<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title>
<style>${css}
body{margin:0 auto;max-width:940px;padding:16px;font-family:-apple-system,"Segoe UI",Helvetica,Arial,sans-serif;background:#fff}
h2{font-size:18px;margin:32px 0 8px}section{border:1px solid #d1d9e0;border-radius:6px;margin:0 0 16px}
header{background:#f6f8fa;border-bottom:1px solid #d1d9e0;border-radius:6px 6px 0 0;padding:8px 16px;font-size:14px;color:#59636e}
.markdown-body{padding:16px;font-size:14px}.pl-mc{color:#953800;background:#ffd8b5}</style>
${body}</html>`
const commented = ({ comment }: Preview): string =>
  comment === undefined ? '' : box('<b>github-actions</b> commented', html(comment))
const summarized = ({ summary }: Preview): string => box('Summary of the job', html(summary))
const annotated = ({ annotations }: Preview): string =>
  annotations.length === 0
    ? ''
    : box(
        'Annotations',
        annotations
          .map(({ level, title = '', message, file, line }) => {
            const place =
              file === undefined ? '' : `<code>${escapeHtml(file)}${line === undefined ? '' : `#L${line}`}</code><br>`
            const head = title === '' ? '' : `<b>${escapeHtml(title)}</b><br>`
            return `<p>${level === 'error' ? '❌' : '⚠️'} ${place}${head}${escapeHtml(message).replaceAll('\n', '<br>')}</p>`
          })
          .join('')
      )

mkdirSync(out, { recursive: true })
for (const each of previews) {
  const { name } = each
  writeFileSync(join(out, `comment-${name}.html`), page(name, commented(each)))
  writeFileSync(join(out, `summary-${name}.html`), page(name, summarized(each)))
  writeFileSync(join(out, `annotations-${name}.html`), page(name, annotated(each)))
}
const links = cases.map(({ name }) => `<a href="#${name}">${name}</a>`).join(' · ')
// The summary says what the comment says, but for what there was no room for.
const all = previews.map(each => {
  const { name, shows, comment = '', summary } = each
  const cut = !comment.endsWith(summary.trim())
  const title = `<h2 id="${name}">${name}</h2><p class="shows">${shows}</p>`
  return `${title}${commented(each)}${cut ? summarized(each) : ''}${annotated(each)}`
})
writeFileSync(
  join(out, 'index.html'),
  page('What people see', `<nav class="markdown-body">${links}</nav>${all.join('')}`)
)
console.log(`${plural(previews.length, 'case')} by the ${hcp.engine} engine: ${join(out, 'index.html')}`)
