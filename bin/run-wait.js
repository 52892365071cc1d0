import './require-node.js'
import { runWait } from '../dist/index.js'
await runWait()
