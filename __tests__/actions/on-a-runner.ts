import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Hcp } from '../../dev/hcp/index.ts'
import { runAction, type ActionOptions, type ActionRun, type StepEnd } from '../../dev/runner/index.ts'

const ROOT = join(import.meta.dirname, '..', '..')

export interface Options extends Partial<ActionOptions> {
  /** The action's folder; the root action unless given. */
  readonly action?: string
  /** What is in the workspace, file by file. One Terraform file unless given. */
  readonly files?: Readonly<Record<string, string>>
}

/** Starts an action through its stub in bin/ as a process of its own, as the runner does, against a server. */
export function onARunner(
  hcp: Pick<Hcp, 'address' | 'token' | 'organization' | 'workspace'>,
  options: Options = {}
): ActionRun {
  const {
    action = '.',
    files = { 'main.tf': 'output "greeting" {\n  value = "hello"\n}\n' },
    inputs,
    ...rest
  } = options
  const { address, token, organization, workspace } = hcp
  const run = runAction({
    directory: join(ROOT, action),
    secrets: [token],
    inputs: { token, hostname: address, organization, workspace, ...(action === '.' && NO_COMMENT), ...inputs },
    ...rest
  })
  if (rest.workspace === undefined) {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(run.workspace, name)), { recursive: true })
      writeFileSync(join(run.workspace, name), text)
    }
  }
  return run
}

/** Runs an action to its end, and its post step after it where it has one. */
export async function toItsEnd(
  hcp: Parameters<typeof onARunner>[0],
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

/** What the root action is given where no GitHub is there to comment on. */
const NO_COMMENT = { 'pull-request-comment': 'never' }

/** What an action on a run by its id is not given. */
export const NO_WORKSPACE = { organization: undefined, workspace: undefined }
