import { statePost } from '../dist/index.js'
await statePost()
