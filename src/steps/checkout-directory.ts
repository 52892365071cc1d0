import nodePath, { type PlatformPath } from 'node:path'
import { real } from '../github/git.ts'
import type { RunInputs } from '../inputs/run-inputs.ts'
import type { World } from './world.ts'

/** The directory from the top of the checkout, whose own place differs from runner to runner. Empty at the top. */
export const directoryInRepository = ({ env }: World, { directory }: Pick<RunInputs, 'directory'>): string =>
  repositoryPath(real(env.GITHUB_WORKSPACE ?? '.'), real(directory))

/** The way from one directory to another, as repositories write paths on every system. */
export const repositoryPath = (top: string, directory: string, flavor: PlatformPath = nodePath): string =>
  flavor.relative(flavor.resolve(top), flavor.resolve(directory)).split(flavor.sep).join('/')
