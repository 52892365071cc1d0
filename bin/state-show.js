import { stateShow } from '../dist/index.js'
await stateShow()
