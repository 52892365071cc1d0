/** Reads a list to its end with the client that the actions use, page by page, and prints how long it is. */
import { systemClock } from '../../src/clock.ts'
import { fetchFor } from '../../src/network/send.ts'
import { Tfe } from '../../src/tfe/client.ts'

const { LIST_ADDRESS = '', LIST_LENGTH = '' } = process.env
const connection = { base: new URL(`${LIST_ADDRESS}/api/v2`), token: 'the-token', tokenSource: 'the benchmark' }
const tfe = new Tfe({ ...connection, fetch: fetchFor({}), clock: systemClock })
let count = 0
for await (const { id } of tfe.configurationVersions.list('ws-load')) if (id === `cv-${count}`) count += 1
console.log(count)
process.exitCode = count === Number(LIST_LENGTH) ? 0 : 1
