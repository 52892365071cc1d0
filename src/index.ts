/** What the files in bin/ call: one function for each `main:` and `post:`. Each loads what it needs when it is called. */
export const run = async (): Promise<void> => (await import('./actions/run.ts')).run()
export const runPost = async (): Promise<void> => (await import('./actions/run.ts')).runPost()
