/** What the files in bin/ call: one function for each `main:` and `post:`. Each loads what it needs when it is called. */
export const run = async (): Promise<void> => (await import('./actions/run.ts')).run()
export const runPost = async (): Promise<void> => (await import('./actions/run.ts')).runPost()
export const runShow = async (): Promise<void> => (await import('./actions/run-show.ts')).runShow()
export const runWait = async (): Promise<void> => (await import('./actions/run-wait.ts')).runWait()
export const runApply = async (): Promise<void> => (await import('./actions/run-apply.ts')).runApply()
export const runDiscard = async (): Promise<void> => (await import('./actions/run-discard.ts')).runDiscard()
export const runCancel = async (): Promise<void> => (await import('./actions/run-cancel.ts')).runCancel()
export const runOverride = async (): Promise<void> => (await import('./actions/run-override.ts')).runOverride()
