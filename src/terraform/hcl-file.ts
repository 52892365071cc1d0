/** `name = expression`, the expression as it is written. */
export interface HclArgument {
  readonly name: string
  readonly expression: string
}

export interface HclBlock {
  readonly type: string
  readonly labels: readonly string[]
  readonly arguments: readonly HclArgument[]
}

/** The top of an HCL file. Of the blocks inside a block nothing is known. */
export interface HclFile {
  readonly arguments: readonly HclArgument[]
  readonly blocks: readonly HclBlock[]
}
