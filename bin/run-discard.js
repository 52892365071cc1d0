import { runDiscard } from '../dist/index.js'
await runDiscard()
