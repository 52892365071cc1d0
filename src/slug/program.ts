/** Expressions as instructions for automaton.ts, which follows many of them at once (Thompson's construction). */
import { type Test, dot } from './characters.ts'
import type { Assertion, Node } from './regex.ts'

export type Instruction =
  | { readonly kind: 'character'; readonly test: Test; readonly next: number }
  | { readonly kind: 'assertion'; readonly assertion: Assertion; readonly next: number }
  | { readonly kind: 'fork'; readonly branches: readonly number[] }
  | { readonly kind: 'match' }

export class Program {
  /** Where each expression begins. */
  readonly entries: readonly number[]
  readonly #instructions: Instruction[] = []
  /** Which expression an instruction belongs to. */
  readonly #owners: number[] = []

  constructor(expressions: readonly Node[]) {
    this.entries = expressions.map((tree, expression) => this.#expression(tree, expression))
  }

  at(address: number): Instruction {
    const instruction = this.#instructions[address]
    if (instruction === undefined) throw new RangeError(`no instruction ${address}`)
    return instruction
  }

  owner(address: number): number {
    return this.#owners[address] ?? -1
  }

  /** Is this the dot of a closing `.*$`, from which any text matches? */
  isOpenEnd(address: number): boolean {
    const instruction = this.at(address)
    if (instruction.kind !== 'character' || instruction.test !== dot) return false
    const loop = this.at(instruction.next)
    return loop.kind === 'fork' && loop.branches.includes(address) && loop.branches.some(branch => this.#isEnd(branch))
  }

  #isEnd(address: number): boolean {
    const instruction = this.at(address)
    return (
      instruction.kind === 'assertion' && instruction.assertion === 'end' && this.at(instruction.next).kind === 'match'
    )
  }

  #expression(tree: Node, expression: number): number {
    const before = this.#instructions.length
    const entry = this.#compile(anchored(tree), this.#add({ kind: 'match' }))
    this.#owners.push(...Array.from({ length: this.#instructions.length - before }, () => expression))
    return entry
  }

  /** Instructions for `node`, and then what is at `next`. */
  #compile(node: Node, next: number): number {
    switch (node.kind) {
      case 'character':
        return this.#add({ kind: 'character', test: node.test, next })
      case 'assertion':
        return this.#add({ kind: 'assertion', assertion: node.assertion, next })
      case 'sequence':
        return node.items.reduceRight((after, item) => this.#compile(item, after), next)
      case 'choice':
        return this.#add({ kind: 'fork', branches: node.items.map(item => this.#compile(item, next)) })
      case 'repeat':
        return this.#repeat(node.item, node.min, node.max, next)
    }
  }

  #repeat(item: Node, min: number, max: number, next: number): number {
    let entry = next
    if (max === Infinity) {
      const branches = [next]
      entry = this.#add({ kind: 'fork', branches })
      branches.push(this.#compile(item, entry))
    } else {
      for (let times = min; times < max; times++) {
        entry = this.#add({ kind: 'fork', branches: [next, this.#compile(item, entry)] })
      }
    }
    for (let times = 0; times < min; times++) entry = this.#compile(item, entry)
    return entry
  }

  #add(instruction: Instruction): number {
    return this.#instructions.push(instruction) - 1
  }
}

/** An expression may match anywhere in a text, unless it begins with the text's beginning. */
function anchored(tree: Node): Node {
  const first = tree.kind === 'sequence' ? tree.items[0] : undefined
  if (first?.kind === 'assertion' && first.assertion === 'start') return tree
  const anything: Node = { kind: 'repeat', item: { kind: 'character', test: () => true }, min: 0, max: Infinity }
  return { kind: 'sequence', items: [anything, tree] }
}
