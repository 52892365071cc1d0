/**
 * Renders what people see of real plans to one page, with GitHub's own look: the comment on the pull request, and the summary of the job. The plans are
 * made by the terraform CLI (without it, by the simulation) of the configurations in examples/plans.
 *
 *   npm run preview        writes preview/index.html
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { serveGithub } from '../packages/github-server/src/index.ts'
import { serve, type Hcp } from '../packages/hcp-terraform-server/src/index.ts'
import { runAction } from '../packages/workflow-runner/src/index.ts'

const root = join(import.meta.dirname, '..')
const plans = join(root, 'examples', 'plans')
const out = join(root, 'preview')

/** Additional parts of some plans. */
const CHECKS: Readonly<Record<string, Parameters<Hcp['createWorkspace']>[1]>> = {
  policies: {
    checks: {
      policySets: [
        {
          name: 'storage',
          policies: [
            { name: 'encrypted', enforcement: 'mandatory', passes: true },
            { name: 'not-public', enforcement: 'mandatory', passes: false, description: 'Buckets are not public' },
            { name: 'tagged', enforcement: 'advisory', passes: false, description: 'Buckets have an owner' }
          ]
        }
      ],
      tasks: [
        {
          name: 'scan',
          stage: 'post_plan',
          enforcement: 'advisory',
          passes: false,
          message: '2 findings',
          url: 'https://scan.example.com/42'
        }
      ],
      costEstimate: { prior: '10.0', proposed: '12.5', delta: '2.5', matched: 1, unmatched: 0 }
    }
  }
}

interface Preview {
  readonly name: string
  readonly comment: string
  readonly summary: string
}

await using hcp = await serve({ engine: 'auto' })
await using github = await serveGithub()

/** Runs the root action on a copy of a directory. */
async function act(
  name: string,
  directory: string,
  options: Partial<Parameters<typeof runAction>[0]>
): Promise<string> {
  const workspace = mkdtempSync(join(tmpdir(), 'preview-'))
  cpSync(directory, workspace, { recursive: true })
  const { address, token, organization } = hcp
  using action = runAction({
    ...options,
    directory: root,
    workspace,
    secrets: [token],
    inputs: { token, hostname: address, organization, workspace: name, ...options.inputs }
  })
  const { summary, log, conclusion } = await action.ended
  rmSync(workspace, { recursive: true })
  console.log(`${name}: ${conclusion}`)
  if (summary === '') throw new Error(`${name} reported nothing:\n${log}`)
  return summary
}

async function preview(name: string, number: number): Promise<Preview> {
  hcp.createWorkspace(name, CHECKS[name])
  const before = join(plans, name, 'before')
  const quiet = { operation: 'apply', 'pull-request-comment': 'never' }
  if (existsSync(before)) await act(name, before, { inputs: quiet })
  const pull = github.addPullRequest({ number })
  const operation = name === 'apply' ? 'apply' : 'plan'
  if (operation === 'apply') github.merge(pull)
  const trigger = github.trigger(operation === 'apply' ? 'push' : 'pull_request', pull)
  const summary = await act(name, join(plans, name, 'after'), { ...trigger, inputs: { operation } })
  return { name, summary, comment: github.comments(number)[0]?.body ?? 'no comment' }
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
  `<section><header>${title}</header><div class="markdown-body">${html(body)}</div></section>`

const names = readdirSync(plans).toSorted()
const previews: Preview[] = []
for (const [index, name] of names.entries()) previews.push(await preview(name, index + 1))

const page = (title: string, body: string): string => `<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title>
<style>${css}
body{margin:0 auto;max-width:940px;padding:16px;font-family:-apple-system,"Segoe UI",Helvetica,Arial,sans-serif;background:#fff}
h2{font-size:18px;margin:32px 0 8px}section{border:1px solid #d1d9e0;border-radius:6px;margin:0 0 16px}
header{background:#f6f8fa;border-bottom:1px solid #d1d9e0;border-radius:6px 6px 0 0;padding:8px 16px;font-size:14px;color:#59636e}
.markdown-body{padding:16px;font-size:14px}.pl-mc{color:#953800;background:#ffd8b5}</style>
${body}</html>`
const commented = ({ comment }: Preview): string => box('<b>github-actions</b> commented', comment)
const summarized = ({ summary }: Preview): string => box('Summary of the job', summary)

mkdirSync(out, { recursive: true })
for (const each of previews) {
  writeFileSync(join(out, `comment-${each.name}.html`), page(each.name, commented(each)))
  writeFileSync(join(out, `summary-${each.name}.html`), page(each.name, summarized(each)))
}
const links = names.map(name => `<a href="#${name}">${name}</a>`).join(' · ')
// The summary says what the comment says, but for what there was no room for.
const both = previews.map(each => {
  const cut = !each.comment.endsWith(each.summary.trim())
  return `<h2 id="${each.name}">${each.name}</h2>${commented(each)}${cut ? summarized(each) : ''}`
})
writeFileSync(
  join(out, 'index.html'),
  page('What people see', `<nav class="markdown-body">${links}</nav>${both.join('')}`)
)
console.log(`${previews.length} plans by the ${hcp.engine} engine: ${join(out, 'index.html')}`)
