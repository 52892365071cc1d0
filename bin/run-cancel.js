import './require-node.js'
import { runCancel } from '../dist/index.js'
await runCancel()
