import { configurationPermanentlyDelete } from '../dist/index.js'
await configurationPermanentlyDelete()
