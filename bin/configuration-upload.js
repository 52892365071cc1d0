import { configurationUpload } from '../dist/index.js'
await configurationUpload()
