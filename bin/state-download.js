import './require-node.js'
import { stateDownload } from '../dist/index.js'
await stateDownload()
