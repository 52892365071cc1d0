import { CONFIGURATION_ARCHIVE, configurationArchiveInputs } from '../src/actions/configuration/archive.ts'
import { BACKING_DATA, backingDataInputs } from '../src/actions/configuration/backing-data.ts'
import { CONFIGURATION_DOWNLOAD, configurationDownloadInputs } from '../src/actions/configuration/download.ts'
import { CONFIGURATION_LIST, configurationListInputs } from '../src/actions/configuration/list.ts'
import { CONFIGURATION_SHOW, configurationShowInputs } from '../src/actions/configuration/show.ts'
import { CONFIGURATION_UPLOAD, configurationUploadInputs } from '../src/actions/configuration/upload.ts'
import { OUTPUTS as EXPORTED, outputsInputs } from '../src/actions/outputs.ts'
import { OUTPUTS } from '../src/actions/run.ts'
import { runInputs } from '../src/inputs/run-inputs.ts'
import { RUN_APPLY, runApplyInputs } from '../src/actions/run/apply.ts'
import { RUN_CANCEL, runCancelInputs } from '../src/actions/run/cancel.ts'
import { RUN_COMMENT, runCommentInputs } from '../src/actions/run/comment.ts'
import { RUN_DISCARD, runDiscardInputs } from '../src/actions/run/discard.ts'
import { RUN_FIND, runFindInputs } from '../src/actions/run/find.ts'
import { RUN_LIST, runListInputs } from '../src/actions/run/list.ts'
import { RUN_OVERRIDE, runOverrideInputs } from '../src/actions/run/override.ts'
import { RUN_SHOW, runShowInputs } from '../src/actions/run/show.ts'
import { RUN_WAIT, runWaitInputs } from '../src/actions/run/wait.ts'
import { STATE_DOWNLOAD, stateDownloadInputs } from '../src/actions/state/download.ts'
import { STATE_LIST, stateListInputs } from '../src/actions/state/list.ts'
import { STATE_ROLLBACK, stateRollbackInputs } from '../src/actions/state/rollback.ts'
import { STATE_SHOW, stateShowInputs } from '../src/actions/state/show.ts'
import { STATE_UPLOAD, stateUploadInputs } from '../src/actions/state/upload.ts'
import { WORKSPACES, workspacesInputs } from '../src/actions/workspaces.ts'
import { WORKSPACES_DELETE, workspacesDeleteInputs } from '../src/actions/workspaces/delete.ts'
import { WORKSPACES_ENSURE, workspacesEnsureInputs } from '../src/actions/workspaces/ensure.ts'
import { WORKSPACES_LOCK, workspacesLockInputs } from '../src/actions/workspaces/lock.ts'
import { WORKSPACES_SET_VARIABLES, workspacesSetVariablesInputs } from '../src/actions/workspaces/set-variables.ts'
import { WORKSPACES_UNLOCK, workspacesUnlockInputs } from '../src/actions/workspaces/unlock.ts'
import type { InputReader } from '../src/github/inputs.ts'

/** Each action's folder, with what its code reads and sets. */
export const ACTIONS: Readonly<
  Record<
    string,
    { readonly inputs: (read: InputReader, env: NodeJS.ProcessEnv) => unknown; readonly outputs: readonly string[] }
  >
> = {
  workspaces: { inputs: workspacesInputs, outputs: WORKSPACES },
  '.': { inputs: runInputs, outputs: OUTPUTS },
  'configuration/archive': { inputs: configurationArchiveInputs, outputs: CONFIGURATION_ARCHIVE },
  'configuration/download': { inputs: configurationDownloadInputs, outputs: CONFIGURATION_DOWNLOAD },
  'configuration/list': { inputs: configurationListInputs, outputs: CONFIGURATION_LIST },
  'configuration/permanently-delete': { inputs: backingDataInputs, outputs: BACKING_DATA },
  'configuration/restore': { inputs: backingDataInputs, outputs: BACKING_DATA },
  'configuration/show': { inputs: configurationShowInputs, outputs: CONFIGURATION_SHOW },
  'configuration/soft-delete': { inputs: backingDataInputs, outputs: BACKING_DATA },
  'configuration/upload': { inputs: configurationUploadInputs, outputs: CONFIGURATION_UPLOAD },
  outputs: { inputs: outputsInputs, outputs: EXPORTED },
  'run/apply': { inputs: runApplyInputs, outputs: RUN_APPLY },
  'run/cancel': { inputs: runCancelInputs, outputs: RUN_CANCEL },
  'run/comment': { inputs: runCommentInputs, outputs: RUN_COMMENT },
  'run/discard': { inputs: runDiscardInputs, outputs: RUN_DISCARD },
  'run/find': { inputs: runFindInputs, outputs: RUN_FIND },
  'run/list': { inputs: runListInputs, outputs: RUN_LIST },
  'run/override': { inputs: runOverrideInputs, outputs: RUN_OVERRIDE },
  'run/show': { inputs: runShowInputs, outputs: RUN_SHOW },
  'run/wait': { inputs: runWaitInputs, outputs: RUN_WAIT },
  'state/download': { inputs: stateDownloadInputs, outputs: STATE_DOWNLOAD },
  'state/list': { inputs: stateListInputs, outputs: STATE_LIST },
  'state/rollback': { inputs: stateRollbackInputs, outputs: STATE_ROLLBACK },
  'state/show': { inputs: stateShowInputs, outputs: STATE_SHOW },
  'state/upload': { inputs: stateUploadInputs, outputs: STATE_UPLOAD },
  'workspaces/delete': { inputs: workspacesDeleteInputs, outputs: WORKSPACES_DELETE },
  'workspaces/ensure': { inputs: workspacesEnsureInputs, outputs: WORKSPACES_ENSURE },
  'workspaces/lock': { inputs: workspacesLockInputs, outputs: WORKSPACES_LOCK },
  'workspaces/set-variables': { inputs: workspacesSetVariablesInputs, outputs: WORKSPACES_SET_VARIABLES },
  'workspaces/unlock': { inputs: workspacesUnlockInputs, outputs: WORKSPACES_UNLOCK }
}
