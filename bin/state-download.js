import { stateDownload } from '../dist/index.js'
await stateDownload()
