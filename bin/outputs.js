import { outputs } from '../dist/index.js'
await outputs()
