import type { Clock } from '../clock.ts'
import type { Fetch } from '../network/fetch.ts'
import { PlanDocuments } from './plan-documents.ts'
import { AgentPools } from './resources/agent-pools.ts'
import { Applies } from './resources/applies.ts'
import { discardBody } from '../network/body.ts'
import { Comments } from './resources/comments.ts'
import { ConfigurationVersions } from './resources/configuration-versions.ts'
import type { Connection } from './api-connection.ts'
import { Http } from './http.ts'
import { CostEstimates } from './resources/cost-estimates.ts'
import { PlanOutputs } from './resources/plan-outputs.ts'
import { Plans } from './resources/plans.ts'
import { PolicyChecks } from './resources/policy-checks.ts'
import { Projects } from './resources/projects.ts'
import { Runs } from './resources/runs.ts'
import { StateVersionOutputs } from './resources/state-version-outputs.ts'
import { StateVersions } from './resources/state-versions.ts'
import { Tags } from './resources/tags.ts'
import { TerraformPolicies } from './resources/terraform-policies.ts'
import { TaskStages } from './resources/task-stages.ts'
import { Variables, VariableSets } from './resources/workspace-variables.ts'
import { Workspaces } from './resources/workspaces.ts'

/** The API of HCP Terraform and Terraform Enterprise, as far as this action uses it: one class a resource. */
export class Tfe {
  readonly #connection: Connection
  readonly #planDocuments: PlanDocuments
  readonly http: Http
  readonly workspaces: Workspaces
  readonly configurationVersions: ConfigurationVersions
  readonly projects: Projects
  readonly agentPools: AgentPools
  readonly tags: Tags
  readonly variables: Variables
  readonly variableSets: VariableSets
  readonly runs: Runs
  readonly comments: Comments
  readonly plans: Plans
  readonly planOutputs: PlanOutputs
  readonly applies: Applies
  readonly costEstimates: CostEstimates
  readonly policyChecks: PolicyChecks
  readonly taskStages: TaskStages
  readonly terraformPolicies: TerraformPolicies
  readonly stateVersions: StateVersions
  readonly stateVersionOutputs: StateVersionOutputs

  constructor(connection: Connection, planDocuments = new PlanDocuments()) {
    this.#planDocuments = planDocuments
    this.#connection = connection
    this.http = new Http(connection)
    this.workspaces = new Workspaces(this.http)
    this.configurationVersions = new ConfigurationVersions(this.http)
    this.projects = new Projects(this.http)
    this.agentPools = new AgentPools(this.http)
    this.tags = new Tags(this.http)
    this.variables = new Variables(this.http)
    this.variableSets = new VariableSets(this.http)
    this.runs = new Runs(this.http)
    this.comments = new Comments(this.http)
    this.plans = new Plans(this.http)
    this.planOutputs = new PlanOutputs(this.http, connection.clock, planDocuments)
    this.applies = new Applies(this.http)
    this.costEstimates = new CostEstimates(this.http)
    this.policyChecks = new PolicyChecks(this.http)
    this.taskStages = new TaskStages(this.http)
    this.terraformPolicies = new TerraformPolicies(this.http)
    this.stateVersions = new StateVersions(this.http)
    this.stateVersionOutputs = new StateVersionOutputs(this.http)
  }

  /** The clock that everything waits by which is asked of the service. */
  get clock(): Clock {
    return this.#connection.clock
  }

  /** The same client with another way to send its requests. */
  sendingBy(fetch: (through: Fetch) => Fetch): Tfe {
    const { hasAnswered } = this.http
    return new Tfe({ ...this.#connection, hasAnswered, fetch: fetch(this.#connection.fetch) }, this.#planDocuments)
  }

  /** What the server calls itself, such as `HCP Terraform` or `Terraform Enterprise`; some say nothing. */
  product(): Promise<string | undefined> {
    return this.http.exchange({
      method: 'GET',
      url: this.http.url('/ping'),
      path: '/ping',
      headers: { authorization: this.http.authorization },
      policy: 'repeatable',
      deadline: 30_000,
      accepts: () => true,
      consume: async response => {
        await discardBody(response)
        return response.headers.get('tfp-appname') ?? undefined
      }
    })
  }
}
