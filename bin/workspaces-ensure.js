import { workspacesEnsure } from '../dist/index.js'
await workspacesEnsure()
