import './require-node.js'
import { runApply } from '../dist/index.js'
await runApply()
