import './require-node.js'
import { configurationRestore } from '../dist/index.js'
await configurationRestore()
