import './require-node.js'
import { runPost } from '../dist/index.js'
await runPost()
