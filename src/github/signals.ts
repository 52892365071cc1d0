/** The workflow was cancelled: the runner sends SIGINT, SIGTERM 7.5 seconds later, and kills 2.5 seconds after that. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled'
}

/**
 * A signal that is aborted when the job is cancelled. Later signals change nothing: the cleanup has started.
 * Listens until it is disposed of.
 */
export function listenForCancellation(process: NodeJS.Process): { readonly signal: AbortSignal } & Disposable {
  const controller = new AbortController()
  const cancel = (name: NodeJS.Signals): void => controller.abort(new Cancelled(`The job was cancelled (${name})`))
  process.on('SIGINT', cancel).on('SIGTERM', cancel)
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => void process.off('SIGINT', cancel).off('SIGTERM', cancel)
  }
}

/**
 * Errors that nothing catches, such as in a library's callback. Node would print it as it is, with whatever it quotes. Listens on
 * after the first: what the process was doing may throw again.
 */
export function listenForUncaught(process: NodeJS.Process): {
  readonly signal: AbortSignal
  readonly thrown: Promise<never>
} & Disposable {
  const controller = new AbortController()
  const { promise, reject } = Promise.withResolvers<never>()
  promise.catch(() => undefined)
  const take = (error: unknown): void => {
    reject(error)
    controller.abort(error)
  }
  process.on('uncaughtException', take)
  return {
    signal: controller.signal,
    thrown: promise,
    [Symbol.dispose]() {
      if (!controller.signal.aborted) process.off('uncaughtException', take)
    }
  }
}
