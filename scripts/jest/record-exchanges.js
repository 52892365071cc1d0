/**
 * Writes each exchange of an action with a server of the tests as a line of JSON, so that another program can hold it against the API's document:
 * NODE_OPTIONS="--import=$PWD/scripts/jest/record-exchanges.js" EXCHANGES=/tmp/exchanges.jsonl npm test -- __tests__/actions/run/
 */
import { Buffer } from 'node:buffer'
import { appendFileSync } from 'node:fs'
import http from 'node:http'
import { env } from 'node:process'
import { URLSearchParams } from 'node:url'

const MAX_BODY_BYTES = 2 ** 20
const { EXCHANGES: file } = env
const { emit } = http.Server.prototype

function asJson(body, type = '') {
  if (body.length === 0) return undefined
  if (!type.includes('json') || body.length > MAX_BODY_BYTES) return { $bytes: body.length }
  try {
    return JSON.parse(body.toString())
  } catch {
    return { $unparsable: body.toString().slice(0, 500) }
  }
}

function record(request, response) {
  const sent = []
  const { headers, push } = request
  request.push = function (chunk, encoding) {
    if (chunk) sent.push(Buffer.from(chunk, encoding))
    return push.call(this, chunk, encoding)
  }
  response.once('close', () => {
    const [path, query] = request.url.split('?')
    const exchange = {
      method: request.method,
      path,
      query: [...new URLSearchParams(query)],
      authorized: 'authorization' in headers,
      contentType: headers['content-type'],
      contentLength: headers['content-length'],
      transferEncoding: headers['transfer-encoding'],
      request: asJson(Buffer.concat(sent), headers['content-type']),
      status: response.statusCode
    }
    appendFileSync(file, `${JSON.stringify(exchange)}\n`)
  })
}

if (file !== undefined)
  http.Server.prototype.emit = function (event, ...args) {
    if (event === 'request' && args[0].headers['user-agent']?.startsWith('hcp-terraform-action')) record(...args)
    return emit.call(this, event, ...args)
  }
