import { placeOf, type Level } from './annotations.ts'
import { parseCommand, type Command } from './command.ts'
import type { StepContext } from './step-context.ts'

const CHANGELOG = 'https://github.blog/changelog'
const DISABLED = `is disabled. Use the environment files: ${CHANGELOG}/2020-10-01-github-actions-deprecating-set-env-and-add-path-commands/`
const DEPRECATED = `is deprecated and will be disabled soon. Use the environment files: ${CHANGELOG}/2022-10-11-github-actions-deprecating-save-state-and-set-output-commands/`
const STOP = 'stop-commands'

/** A token that would let any output switch commands off or on again. The runner aborts the step. */
export class UnsafeStopToken extends Error {
  constructor(token: string) {
    super(
      `'${token}' cannot be the token of stop-commands: not an empty text, 'pause-logging' or the name of a command.`
    )
  }
}

interface Handler {
  /** Whether the command must not be echoed, as its data may be secret or is shown anyway. */
  readonly quiet: boolean
  readonly run: (context: StepContext, command: Command, workspace: string) => void
}

const required = (command: Command) => {
  const name = command.properties.get('name')
  if (name === undefined) throw new Error(`Required field 'name' is missing in ##[${command.name}] command.`)
  return name
}

const refuse: Handler = {
  quiet: false,
  run: (_, command) => {
    throw new Error(`The \`${command.name}\` command ${DISABLED}`)
  }
}

const issue = (level: Level): Handler => ({
  quiet: true,
  run: (context, command, workspace) => {
    const { place, faults } = placeOf(command, workspace)
    for (const fault of faults) context.debug(`Invalid ${level} command value. ${fault}`)
    context.issue(level, command.data, place)
  }
})

const matchersLeftOut: Handler = {
  quiet: false,
  run: (context, command) => context.output(`${command.name}: this runner applies no problem matchers`)
}

/** The commands there are. Source: actions/runner ActionCommandManager.cs. */
const HANDLERS: Readonly<Record<string, Handler>> = {
  'add-mask': {
    quiet: true,
    run: (context, { data }) => {
      if (data.trim() === '') {
        context.warning("Can't add secret mask for empty string in ##[add-mask] command.")
        return
      }
      if (context.echo) context.output('::add-mask::***')
      context.addMask(data)
    }
  },
  'set-output': {
    quiet: false,
    run: (context, command) => {
      context.warning(`The \`set-output\` command ${DEPRECATED}`)
      context.outputs.set(required(command), command.data)
    }
  },
  'save-state': {
    quiet: false,
    run: (context, command) => {
      context.warning(`The \`save-state\` command ${DEPRECATED}`)
      context.state.set(required(command), command.data)
    }
  },
  'set-env': refuse,
  'add-path': refuse,
  'add-matcher': matchersLeftOut,
  'remove-matcher': matchersLeftOut,
  debug: { quiet: true, run: (context, { data }) => context.debug(data) },
  notice: issue('notice'),
  warning: issue('warning'),
  error: issue('error'),
  group: { quiet: false, run: (context, { data }) => context.output(`##[group]${data}`) },
  endgroup: { quiet: false, run: context => context.output('##[endgroup]') },
  echo: {
    quiet: false,
    run: (context, { data }) => {
      const value = data.trim().toLowerCase()
      if (value !== 'on' && value !== 'off') throw new Error(`Invalid echo command value, 'on' or 'off': '${data}'.`)
      context.echo = value === 'on'
    }
  }
}

/** Carries out the commands in the lines of one step; every other line goes to the log. */
export class CommandProcessor {
  readonly #context: StepContext
  readonly #workspace: string
  #stopToken: string | undefined

  constructor(context: StepContext, workspace: string) {
    this.#context = context
    this.#workspace = workspace
  }

  line(line: string): void {
    if (!this.#process(line)) this.#context.output(line)
  }

  #isKnown(name: string): boolean {
    const lower = name.toLowerCase()
    return lower === STOP || Object.hasOwn(HANDLERS, lower) || lower === this.#stopToken?.toLowerCase()
  }

  #process(line: string): boolean {
    const command = parseCommand(line, name => this.#isKnown(name))
    if (!command) return false
    if (this.#stopToken !== undefined) return this.#resume(command, line)
    if (command.name === STOP) {
      this.#stop(command.data, line)
      return true
    }
    const handler = HANDLERS[command.name]
    if (!handler) return false
    if (this.#context.echo && !handler.quiet) this.#context.output(line)
    try {
      handler.run(this.#context, command, this.#workspace)
    } catch (error) {
      this.#context.error(`Unable to process command '${handler.quiet ? command.name : line}' successfully.`)
      this.#context.error(error instanceof Error ? error.message : String(error))
      this.#context.failed = true
    }
    return true
  }

  #stop(token: string, line: string): void {
    if (token === '' || this.#isKnown(token) || token.toLowerCase() === 'pause-logging')
      throw new UnsafeStopToken(token)
    this.#stopToken = token
    if (token.length > 6) this.#context.masks.add(token)
    this.#context.output(line)
  }

  #resume(command: Command, line: string): boolean {
    if (command.name !== this.#stopToken?.toLowerCase()) return false
    this.#context.output(line)
    this.#stopToken = undefined
    return true
  }
}
