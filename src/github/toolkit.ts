/** What is used of GitHub's toolkit. It shares an HTTP client, and so is one piece of the bundle, to be loaded by `core.ts` alone. */
export { saveState, setFailed, setOutput, summary } from '@actions/core'
export { getExecOutput } from '@actions/exec'
/** The client of GitHub's API is loaded when it is first needed. */
export const loadGithub = () => import('@actions/github')
