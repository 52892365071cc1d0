import { stripTypeScriptTypes } from 'node:module'

/** Jest runs the TypeScript that Node itself would run: types erased in place, so that lines and columns stay true. */
export default {
  process: source => ({ code: stripTypeScriptTypes(source) })
}
