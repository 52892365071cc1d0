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
  readonly comment: Some<Data<Rest['issues']['createComment']>>
  readonly commit: Some<Data<Rest['repos']['getCommit']>>
  readonly comparison: Some<Data<Rest['repos']['compareCommitsWithBasehead']>>
  readonly checkRun: Some<Data<Rest['checks']['get']>>
  readonly file: Some<Data<Rest['pulls']['listFiles']>[number]>
  readonly job: Some<Data<Rest['actions']['getJobForWorkflowRun']>>
  readonly pullRequest: Some<Data<Rest['pulls']['get']>>
  readonly repository: Some<Data<Rest['repos']['get']>>
  readonly user: Some<NonNullable<Data<Rest['issues']['createComment']>['user']>>
}
