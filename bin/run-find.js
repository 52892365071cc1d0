import './require-node.js'
import { runFind } from '../dist/index.js'
await runFind()
