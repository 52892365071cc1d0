import './require-node.js'
import { workspacesSetVariables } from '../dist/index.js'
await workspacesSetVariables()
