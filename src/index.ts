/** What the files in bin/ call: one function for each `main:` and `post:`. */
export { configurationArchive } from './actions/configuration/archive.ts'
export {
  configurationPermanentlyDelete,
  configurationRestore,
  configurationSoftDelete
} from './actions/configuration/backing-data.ts'
export { configurationDownload } from './actions/configuration/download.ts'
export { configurationList } from './actions/configuration/list.ts'
export { configurationShow } from './actions/configuration/show.ts'
export { configurationUpload } from './actions/configuration/upload.ts'
export { outputs } from './actions/outputs.ts'
export { run, runPost } from './actions/run.ts'
export { runApply } from './actions/run/apply.ts'
export { runCancel } from './actions/run/cancel.ts'
export { runDiscard } from './actions/run/discard.ts'
export { runOverride } from './actions/run/override.ts'
export { runShow } from './actions/run/show.ts'
export { runWait } from './actions/run/wait.ts'
export { stateDownload } from './actions/state/download.ts'
export { stateList } from './actions/state/list.ts'
export { statePost } from './actions/state/post.ts'
export { stateRollback } from './actions/state/rollback.ts'
export { stateShow } from './actions/state/show.ts'
export { stateUpload } from './actions/state/upload.ts'
export { workspaces } from './actions/workspaces.ts'
