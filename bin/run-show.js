import './require-node.js'
import { runShow } from '../dist/index.js'
await runShow()
