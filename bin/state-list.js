import './require-node.js'
import { stateList } from '../dist/index.js'
await stateList()
