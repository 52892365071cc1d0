import './require-node.js'
import { workspacesUnlock } from '../dist/index.js'
await workspacesUnlock()
