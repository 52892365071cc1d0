import './require-node.js'
import { configurationArchive } from '../dist/index.js'
await configurationArchive()
