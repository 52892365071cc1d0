import { stateList } from '../dist/index.js'
await stateList()
