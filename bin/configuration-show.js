import { configurationShow } from '../dist/index.js'
await configurationShow()
