import './require-node.js'
import { workspacesDelete } from '../dist/index.js'
await workspacesDelete()
