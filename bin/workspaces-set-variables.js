import { workspacesSetVariables } from '../dist/index.js'
await workspacesSetVariables()
