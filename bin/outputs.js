import './require-node.js'
import { outputs } from '../dist/index.js'
await outputs()
