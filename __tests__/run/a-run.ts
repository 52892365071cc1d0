import { Fields } from '../../src/tfe/document.ts'
import type { Run } from '../../src/tfe/resources/runs.ts'

/** A run of which nothing is said but its status. */
export const aRun = (status: string, more: Partial<Run> = {}): Run => ({
  resource: { id: 'run-1', type: 'runs', attributes: new Fields({}), relationships: {}, links: new Fields({}) },
  id: 'run-1',
  status,
  message: undefined,
  hasChanges: true,
  isPlanOnly: false,
  isSavedPlan: false,
  actions: { confirmable: false, cancelable: false, discardable: false, forceCancelable: false },
  isRefreshOnly: false,
  isBeingCanceled: false,
  forceCancelableAt: undefined,
  allowsEmptyApply: false,
  isAutoApply: false,
  positionInQueue: undefined,
  mayApply: true,
  workspaceId: 'ws-1',
  configurationVersionId: 'cv-1',
  planId: 'plan-1',
  applyId: 'apply-1',
  costEstimateId: undefined,
  policyCheckIds: [],
  taskStageIds: [],
  terraformPolicyIds: [],
  hasNoEvents: true,
  plan: undefined,
  apply: undefined,
  ...more
})
