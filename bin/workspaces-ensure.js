import './require-node.js'
import { workspacesEnsure } from '../dist/index.js'
await workspacesEnsure()
