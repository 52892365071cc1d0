import './require-node.js'
import { runList } from '../dist/index.js'
await runList()
