import './require-node.js'
import { configurationPermanentlyDelete } from '../dist/index.js'
await configurationPermanentlyDelete()
