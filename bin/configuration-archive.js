import { configurationArchive } from '../dist/index.js'
await configurationArchive()
