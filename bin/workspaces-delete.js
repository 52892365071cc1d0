import { workspacesDelete } from '../dist/index.js'
await workspacesDelete()
