import { runOverride } from '../dist/index.js'
await runOverride()
