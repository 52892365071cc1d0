import { runCancel } from '../dist/index.js'
await runCancel()
