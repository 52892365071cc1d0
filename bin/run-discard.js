import './require-node.js'
import { runDiscard } from '../dist/index.js'
await runDiscard()
