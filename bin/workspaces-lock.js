import { workspacesLock } from '../dist/index.js'
await workspacesLock()
