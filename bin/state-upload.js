import './require-node.js'
import { stateUpload } from '../dist/index.js'
await stateUpload()
