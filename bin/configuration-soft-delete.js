import './require-node.js'
import { configurationSoftDelete } from '../dist/index.js'
await configurationSoftDelete()
