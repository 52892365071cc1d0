import './require-node.js'
import { workspacesLock } from '../dist/index.js'
await workspacesLock()
