import './require-node.js'
import { run } from '../dist/index.js'
await run()
