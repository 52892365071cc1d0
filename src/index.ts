/**
 * What the files in bin/ call: one function for each `main:` and `post:`. Those of configurations and states load
 * what they alone need when they are called.
 */
export { outputs } from './actions/outputs.ts'
export { runApply } from './actions/run-apply.ts'
export { runCancel } from './actions/run-cancel.ts'
export { runDiscard } from './actions/run-discard.ts'
export { runOverride } from './actions/run-override.ts'
export { runShow } from './actions/run-show.ts'
export { runWait } from './actions/run-wait.ts'
export { run, runPost } from './actions/run.ts'
export { workspaces } from './actions/workspaces.ts'

export const configurationUpload = async (): Promise<void> =>
  (await import(/* webpackChunkName: "stored" */ './actions/configuration-upload.ts')).configurationUpload()
export const configurationList = async (): Promise<void> =>
  (await import(/* webpackChunkName: "stored" */ './actions/configuration-list.ts')).configurationList()
export const configurationShow = async (): Promise<void> =>
  (await import(/* webpackChunkName: "stored" */ './actions/configuration-show.ts')).configurationShow()
export const configurationDownload = async (): Promise<void> =>
  (await import(/* webpackChunkName: "stored" */ './actions/configuration-download.ts')).configurationDownload()
export const configurationArchive = async (): Promise<void> =>
  (await import(/* webpackChunkName: "stored" */ './actions/configuration-archive.ts')).configurationArchive()
export const configurationSoftDelete = async (): Promise<void> =>
  (await import(/* webpackChunkName: "stored" */ './actions/configuration-soft-delete.ts')).configurationSoftDelete()
export const configurationRestore = async (): Promise<void> =>
  (await import(/* webpackChunkName: "stored" */ './actions/configuration-restore.ts')).configurationRestore()
export const configurationPermanentlyDelete = async (): Promise<void> =>
  (
    await import(/* webpackChunkName: "stored" */ './actions/configuration-permanently-delete.ts')
  ).configurationPermanentlyDelete()
export const stateList = async (): Promise<void> =>
  (await import(/* webpackChunkName: "stored" */ './actions/state-list.ts')).stateList()
export const stateShow = async (): Promise<void> =>
  (await import(/* webpackChunkName: "stored" */ './actions/state-show.ts')).stateShow()
export const stateDownload = async (): Promise<void> =>
  (await import(/* webpackChunkName: "stored" */ './actions/state-download.ts')).stateDownload()
export const stateUpload = async (): Promise<void> =>
  (await import(/* webpackChunkName: "stored" */ './actions/state-upload.ts')).stateUpload()
export const stateRollback = async (): Promise<void> =>
  (await import(/* webpackChunkName: "stored" */ './actions/state-rollback.ts')).stateRollback()
export const statePost = async (): Promise<void> =>
  (await import(/* webpackChunkName: "stored" */ './actions/state-post.ts')).statePost()
