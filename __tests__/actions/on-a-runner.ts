import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Hcp } from '../../packages/hcp-terraform-server/src/index.ts'
import {
  runAction,
  type ActionOptions,
  type ActionRun,
  type EndedAction,
  type StepEnd
} from '../../packages/workflow-runner/src/index.ts'
import { leaks, placesOf, sentToGithub, WatchedGit } from './secrecy.ts'

const ROOT = join(import.meta.dirname, '..', '..')
/** The action's code as the first process of the tests has compiled it: a fifth of their time. */
const COMPILED = join(ROOT, 'node_modules', '.cache', 'compiled')

export interface Options extends Partial<ActionOptions> {
  /** The action's folder; the root action unless given. */
  readonly action?: string
  /** What is in the workspace, file by file. One Terraform file unless given. */
  readonly files?: Readonly<Record<string, string>>
}

type Server = Pick<Hcp, 'address' | 'token' | 'organization' | 'workspace'> & Partial<Pick<Hcp, 'secrets'>>

/**
 * Starts an action through its stub in bin/ as a process of its own, as the runner does, against a server. When it ends, everything that it
 * has said and left behind is searched for secrets: none may be there.
 */
export function onARunner(hcp: Server, options: Options = {}): ActionRun {
  const {
    action = '.',
    files = { 'main.tf': 'output "greeting" {\n  value = "hello"\n}\n' },
    inputs,
    ...rest
  } = options
  const { address, token, organization, workspace } = hcp
  const git = new WatchedGit()
  const run = runAction({
    directory: join(ROOT, action),
    secrets: [token, ...tokensOf(options)],
    machine: { PATH: git.path, NODE_COMPILE_CACHE: COMPILED },
    // The Node that starts the action, where it is to be another than that of the tests.
    ...(process.env.ACTION_NODE !== undefined && { node: process.env.ACTION_NODE }),
    inputs: { token, hostname: address, organization, workspace, ...(action === '.' && NO_COMMENT), ...inputs },
    ...(rest.workspace === undefined && { prepare: at => writeFiles(at, files) }),
    ...rest
  })
  return { ...run, ended: run.ended.then(end => watched(hcp, options, end, git, run.temp)) }
}

function writeFiles(workspace: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(workspace, name)), { recursive: true })
    writeFileSync(join(workspace, name), text)
  }
}

/** The tokens that a step is given next to the server's own: in a workflow, they are secrets. */
const tokensOf = ({ inputs = {}, env = {}, github = {} }: Options): readonly string[] =>
  [inputs.token, inputs['github-token'], env.TF_API_TOKEN, env.TFE_TOKEN, github.token]
    .filter(token => typeof token === 'string')
    .filter(token => token !== '')

/** What a step has come to, once it is certain that it reported no secret; the same of its post step. */
async function watched(
  hcp: Server,
  options: Options,
  end: EndedAction,
  git: WatchedGit,
  temp: string
): Promise<EndedAction> {
  const check = async <T extends StepEnd>(step: T): Promise<T> => {
    const { tokens, urls, values } = hcp.secrets ?? { tokens: [hcp.token], urls: [], values: [] }
    const places = [
      ...placesOf(step, temp, options.inputs?.['sensitive-outputs'] === 'mask'),
      ...git.places,
      ...(await sentToGithub(options.github?.api_url))
    ]
    const found = leaks(places, { tokens: [...tokens, ...tokensOf(options)], urls, values })
    if (found.length > 0) throw new Error(found.join('\n'))
    return step
  }
  await check(end).finally(() => git.end())
  return {
    ...end,
    post: async given => check(await end.post(given)),
    startPost: given => {
      const post = end.startPost(given)
      return post && { ...post, ended: post.ended.then(check) }
    }
  }
}

/** Runs an action to its end, and its post step after it where it has one. */
export async function runStep(
  hcp: Server,
  options: Options = {}
): Promise<StepEnd & { readonly post: StepEnd | undefined }> {
  using run = onARunner(hcp, options)
  const main = await run.ended
  const hasPost = /^ {2}post:/m.test(readFileSync(join(ROOT, options.action ?? '.', 'action.yml'), 'utf8'))
  return { ...main, post: hasPost ? await main.post() : undefined }
}

/** The lines of a log without what differs from run to run: colours, ids, ports. */
export const plain = (log: string): string =>
  log
    // eslint-disable-next-line no-control-regex
    .replace(/\u001b\[\d*m/g, '')
    .replace(/\b(run|cv|plan|apply|sv|ws|wsout)-[A-Za-z0-9]{16}\b/g, '$1-…')
    .replace(/127\.0\.0\.1:\d+/g, 'HOST')

/** The messages of one kind of annotation. */
export const annotated = (step: StepEnd, level: 'error' | 'warning' | 'notice'): string[] =>
  step.annotations.filter(annotation => annotation.level === level).map(({ message }) => plain(message))

/** What is masked of a token: itself, and its base64, whole and in lines of both lengths. */
export function tokenMasks(token: string): readonly string[] {
  const base64 = Buffer.from(token).toString('base64').replaceAll('=', '')
  return [token, base64, ...[64, 76].flatMap(chars => [base64.slice(0, chars), base64.slice(chars)])]
}

/** What the root action is given where no GitHub exists to comment on. */
const NO_COMMENT = { 'pull-request-comment': 'never' }

/** What an action on a run by its id is not given. */
export const NO_WORKSPACE = { organization: undefined, workspace: undefined }
