import './require-node.js'
import { runComment } from '../dist/index.js'
await runComment()
