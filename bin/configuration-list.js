import './require-node.js'
import { configurationList } from '../dist/index.js'
await configurationList()
