import { configurationRestore } from '../dist/index.js'
await configurationRestore()
