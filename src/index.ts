/** What the files in bin/ call: one function for each `main:` and `post:`. Each loads what it needs when it is called. */
export const run = async (): Promise<void> => (await import('./actions/run.ts')).run()
export const runPost = async (): Promise<void> => (await import('./actions/run.ts')).runPost()
export const runShow = async (): Promise<void> => (await import('./actions/run-show.ts')).runShow()
export const runWait = async (): Promise<void> => (await import('./actions/run-wait.ts')).runWait()
export const runApply = async (): Promise<void> => (await import('./actions/run-apply.ts')).runApply()
export const runDiscard = async (): Promise<void> => (await import('./actions/run-discard.ts')).runDiscard()
export const runCancel = async (): Promise<void> => (await import('./actions/run-cancel.ts')).runCancel()
export const runOverride = async (): Promise<void> => (await import('./actions/run-override.ts')).runOverride()
export const outputs = async (): Promise<void> => (await import('./actions/outputs.ts')).outputs()
export const configurationUpload = async (): Promise<void> =>
  (await import('./actions/configuration-upload.ts')).configurationUpload()
export const configurationList = async (): Promise<void> =>
  (await import('./actions/configuration-list.ts')).configurationList()
export const configurationShow = async (): Promise<void> =>
  (await import('./actions/configuration-show.ts')).configurationShow()
export const configurationDownload = async (): Promise<void> =>
  (await import('./actions/configuration-download.ts')).configurationDownload()
export const configurationArchive = async (): Promise<void> =>
  (await import('./actions/configuration-archive.ts')).configurationArchive()
export const configurationSoftDelete = async (): Promise<void> =>
  (await import('./actions/configuration-soft-delete.ts')).configurationSoftDelete()
export const configurationRestore = async (): Promise<void> =>
  (await import('./actions/configuration-restore.ts')).configurationRestore()
export const configurationPermanentlyDelete = async (): Promise<void> =>
  (await import('./actions/configuration-permanently-delete.ts')).configurationPermanentlyDelete()
export const stateList = async (): Promise<void> => (await import('./actions/state-list.ts')).stateList()
export const stateShow = async (): Promise<void> => (await import('./actions/state-show.ts')).stateShow()
export const stateDownload = async (): Promise<void> => (await import('./actions/state-download.ts')).stateDownload()
export const stateUpload = async (): Promise<void> => (await import('./actions/state-upload.ts')).stateUpload()
export const stateRollback = async (): Promise<void> => (await import('./actions/state-rollback.ts')).stateRollback()
export const statePost = async (): Promise<void> => (await import('./actions/state-post.ts')).statePost()
export const workspaces = async (): Promise<void> => (await import('./actions/workspaces.ts')).workspaces()
