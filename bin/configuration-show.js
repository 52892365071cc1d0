import './require-node.js'
import { configurationShow } from '../dist/index.js'
await configurationShow()
