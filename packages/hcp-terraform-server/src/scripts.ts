import type { RunScript } from './script.ts'

/** Which script a new run follows: the next in line, else the default one. */
export class Scripts {
  fallback: RunScript | undefined
  readonly #next: RunScript[] = []

  constructor(fallback: RunScript | undefined) {
    this.fallback = fallback
  }

  add(...scripts: RunScript[]): void {
    this.#next.push(...scripts)
  }

  take(): RunScript | undefined {
    return this.#next.shift() ?? this.fallback
  }
}
