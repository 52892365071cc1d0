import { stateUpload } from '../dist/index.js'
await stateUpload()
