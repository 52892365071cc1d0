import { configurationDownload } from '../dist/index.js'
await configurationDownload()
