import { runComment } from '../dist/index.js'
await runComment()
