import { configurationList } from '../dist/index.js'
await configurationList()
