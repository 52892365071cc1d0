import './require-node.js'
import { configurationDownload } from '../dist/index.js'
await configurationDownload()
