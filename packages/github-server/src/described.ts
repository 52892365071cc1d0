import type { getOctokit } from '@actions/github'

type Rest = ReturnType<typeof getOctokit>['rest']
type Data<Method extends (...given: never[]) => Promise<{ data: unknown }>> = Awaited<ReturnType<Method>>['data']

/** Some of the properties of what GitHub's own description of the API says, with its names and types. */
export type Some<T> = T extends readonly (infer Item)[]
  ? readonly Some<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]?: Some<T[Key]> }
    : T

export interface Described {
  readonly activity: Some<Data<Rest['repos']['listActivities']>[number]>
  readonly comment: Some<Data<Rest['issues']['createComment']>>
  readonly commit: Some<Data<Rest['repos']['getCommit']>>
  readonly gitCommit: Some<Data<Rest['git']['getCommit']>>
  readonly comparison: Some<Data<Rest['repos']['compareCommitsWithBasehead']>>
  readonly checkRun: Some<Data<Rest['checks']['get']>>
  readonly deployment: Some<Exclude<Data<Rest['repos']['getDeployment']>, { message?: string }>>
  readonly deploymentStatus: Some<Data<Rest['repos']['getDeploymentStatus']>>
  readonly file: Some<Data<Rest['pulls']['listFiles']>[number]>
  readonly issue: Some<Data<Rest['issues']['get']>>
  readonly job: Some<Data<Rest['actions']['getJobForWorkflowRun']>>
  readonly permission: Some<Data<Rest['repos']['getCollaboratorPermissionLevel']>>
  readonly pullRequest: Some<Data<Rest['pulls']['get']>>
  readonly reaction: Some<Data<Rest['reactions']['createForIssueComment']>>
  readonly repository: Some<Data<Rest['repos']['get']>>
  readonly user: Some<NonNullable<Data<Rest['issues']['createComment']>['user']>>
}
