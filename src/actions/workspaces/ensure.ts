import { Results } from '../../github/results.ts'
import { ensureInputs } from '../../inputs/workspace-settings.ts'
import { applySets, copyVariables } from '../../steps/copy-variables.ts'
import { confirmSettings, ensureWorkspace, findReferencedResources } from '../../steps/ensure-workspace.ts'
import { tagWorkspace } from '../../steps/workspace-tags.ts'
import { updateVariables, maskSensitive } from '../../steps/write-variables.ts'
import { connect, type WorldOverrides } from '../../steps/world.ts'
import { main } from '../main.ts'

export const WORKSPACES_ENSURE = ['workspace-id', 'workspace-url', 'created', 'changes'] as const

export const workspacesEnsureInputs = ensureInputs

/** Creates a workspace, or brings the settings, tags and variables in line that the inputs name. */
export const workspacesEnsure = (overrides?: WorldOverrides): Promise<void> =>
  main(async world => {
    const inputs = ensureInputs(world.read, world.env)
    for (const warning of inputs.warnings) world.log.warning(warning)
    const tfe = connect(world, inputs.connection)
    maskSensitive(world, inputs.variables)
    const found = await findReferencedResources(world, tfe, inputs)
    const ensured = await ensureWorkspace(world, tfe, inputs, found)
    const { workspace, created, changes: settings } = ensured
    const { id, name } = workspace
    const results = new Results(world.log, WORKSPACES_ENSURE)
    results.set('workspace-id', id)
    results.set('workspace-url', `${inputs.connection.site}/app/${inputs.organization}/workspaces/${name}`)
    results.set('created', created)
    world.log.info(created ? `Created the workspace ${name}.` : `The workspace ${name} exists.`)
    await confirmSettings(world, tfe, ensured, found)
    const isTagged = await tagWorkspace(world, tfe, id, inputs.tags)
    const changes = [
      ...settings,
      ...(isTagged || (created && inputs.tags.length > 0) ? ['tags'] : []),
      ...(await updateVariables(world, tfe, id, inputs.variables)),
      ...(await applySets(world, tfe, workspace, found.variableSets)),
      ...(found.from === undefined ? [] : await copyVariables(world, tfe, found.from, workspace, inputs.variables))
    ]
    results.set('changes', JSON.stringify(changes))
    world.log.info(`Changes: ${changes.join(', ') || 'none'}`)
  }, overrides)
