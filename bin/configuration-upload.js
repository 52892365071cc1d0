import './require-node.js'
import { configurationUpload } from '../dist/index.js'
await configurationUpload()
