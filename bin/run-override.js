import './require-node.js'
import { runOverride } from '../dist/index.js'
await runOverride()
