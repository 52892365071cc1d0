import { stateRollback } from '../dist/index.js'
await stateRollback()
