import './require-node.js'
import { workspaces } from '../dist/index.js'
await workspaces()
