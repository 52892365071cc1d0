import { configurationSoftDelete } from '../dist/index.js'
await configurationSoftDelete()
