import { runWait } from '../dist/index.js'
await runWait()
