import './require-node.js'
import { stateRollback } from '../dist/index.js'
await stateRollback()
