import { runApply } from '../dist/index.js'
await runApply()
