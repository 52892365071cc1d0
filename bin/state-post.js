import './require-node.js'
import { statePost } from '../dist/index.js'
await statePost()
