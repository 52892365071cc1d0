import { runShow } from '../dist/index.js'
await runShow()
