import { workspacesUnlock } from '../dist/index.js'
await workspacesUnlock()
