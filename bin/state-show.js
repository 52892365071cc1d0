import './require-node.js'
import { stateShow } from '../dist/index.js'
await stateShow()
