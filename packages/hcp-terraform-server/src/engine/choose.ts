import type { Engine } from './engine.ts'
import { scriptedEngine } from './scripted.ts'
import { simulatedEngine } from './simulated.ts'
import { terraformEngine } from './terraform.ts'

export type EngineName = 'auto' | 'terraform' | 'simulated' | 'scripted'

/** `auto` is the real CLI where there is one. */
export async function chooseEngine(name: EngineName): Promise<Engine> {
  switch (name) {
    case 'scripted':
      return scriptedEngine({}, () => Promise.resolve())
    case 'simulated':
      return simulatedEngine()
    case 'terraform':
      return (await terraformEngine()) ?? missing()
    case 'auto':
      return (await terraformEngine()) ?? simulatedEngine()
    default:
      return name satisfies never
  }
}

function missing(): never {
  throw new Error('There is no terraform on PATH. Use the engine "simulated", or install the CLI.')
}
