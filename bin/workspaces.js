import { workspaces } from '../dist/index.js'
await workspaces()
