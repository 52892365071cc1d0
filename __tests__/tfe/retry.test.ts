import { describe, expect, test } from '@jest/globals'
import { classifyFailure, Retry, type Attempt, type Policy } from '../../src/tfe/retry.ts'

const answered = (status: number, headers: Record<string, string> = {}): Attempt => ({
  status,
  headers: new Headers(headers)
})
const refused: Attempt = { failure: 'unsent' }
const doubtful: Attempt = { failure: 'doubtful' }
const lost: Attempt = { failure: 'unanswered' }
const hopeless: Attempt = { failure: 'hopeless' }

const delays = (policy: Policy, attempts: readonly Attempt[], random = 1): (number | undefined)[] => {
  const retry = new Retry(policy, () => random)
  return attempts.map(attempt => retry.next(attempt))
}

describe('what is sent again', () => {
  test.each<[string, Policy, Attempt, boolean]>([
    ['a read that was not sent', 'repeatable', refused, true],
    ['a read that was not answered', 'repeatable', lost, true],
    ['a read with a bad certificate', 'repeatable', hopeless, false],
    ['a read that a server in trouble answered', 'repeatable', answered(503), true],
    ['a read that a gateway gave up', 'repeatable', answered(504), true],
    ['a read of what does not exist', 'repeatable', answered(404), false],
    ['a read that the server does not implement', 'repeatable', answered(501), false],
    ['a rate-limited read', 'repeatable', answered(429), true],
    ['a write that was not sent', 'once', refused, true],
    ['a write to an address that may be wrong', 'once', doubtful, true],
    ['a write that may have been done', 'once', lost, false],
    ['a write that a server in trouble may have done', 'once', answered(502), false],
    ['a rate-limited write', 'once', answered(429), true],
    ['a write that conflicts', 'once', answered(409), false]
  ])('%s', (_name, policy, attempt, again) => {
    expect(delays(policy, [attempt])[0] !== undefined).toBe(again)
  })
})

describe('how long it waits', () => {
  test('grows to eight seconds, five times', () => {
    expect(delays('repeatable', Array<Attempt>(6).fill(lost))).toEqual([1000, 2000, 4000, 8000, 8000, undefined])
  })

  test('is short where the address may be wrong', () => {
    expect(delays('repeatable', Array<Attempt>(3).fill(doubtful))).toEqual([1000, 2000, undefined])
  })

  test('is anywhere below that: clients that failed together do not come back together', () => {
    expect(delays('repeatable', [lost, lost], 0.25)).toEqual([250, 500])
  })

  test('is what Retry-After says, in seconds or as a date', () => {
    expect(delays('repeatable', [answered(503, { 'retry-after': '7' })])).toEqual([7000])
    const [delay] = delays('once', [answered(429, { 'retry-after': new Date(Date.now() + 20_000).toUTCString() })], 0)
    expect(delay).toBeGreaterThan(15_000)
    expect(delay).toBeLessThanOrEqual(20_000)
  })

  test('is what X-RateLimit-Reset says, where there is no Retry-After', () => {
    expect(delays('once', [answered(429, { 'x-ratelimit-reset': '0.5' })], 0)).toEqual([500])
    expect(delays('once', [answered(429, { 'x-ratelimit-reset': '0.5', 'retry-after': '2' })], 0)).toEqual([2000])
  })

  test('is not for a header that says nothing to say, nor for a past date', () => {
    expect(delays('once', [answered(429, { 'retry-after': 'soon' })], 0)).toEqual([1000])
    expect(delays('once', [answered(429, { 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' })], 0)).toEqual([100])
  })

  test('is five minutes in all, however often the server says later', () => {
    const given = delays('once', Array<Attempt>(4).fill(answered(429, { 'retry-after': '100' })), 0)
    expect(given).toEqual([100_000, 100_000, 100_000, undefined])
  })

  test('counts rate limits apart from failures', () => {
    const limited = answered(429, { 'retry-after': '1' })
    const mixed = delays('repeatable', [limited, lost, limited, lost, lost, lost, lost, lost], 0)
    expect(mixed.map(delay => delay !== undefined)).toEqual([true, true, true, true, true, true, true, false])
  })
})

describe('how far a request came', () => {
  const fetchFailed = (cause: unknown): Error => new TypeError('fetch failed', { cause })
  const system = (fields: object): Error => Object.assign(new Error('system'), fields)

  test.each<[string, unknown, string]>([
    ['refused', fetchFailed(system({ code: 'ECONNREFUSED', syscall: 'connect' })), 'unsent'],
    [
      'refused on every address',
      fetchFailed(new AggregateError([system({ code: 'ECONNREFUSED', syscall: 'connect' })])),
      'unsent'
    ],
    ['no such host', fetchFailed(system({ code: 'ENOTFOUND', syscall: 'getaddrinfo' })), 'unsent'],
    ['no connection in time', fetchFailed(system({ code: 'UND_ERR_CONNECT_TIMEOUT' })), 'unsent'],
    ['reset', fetchFailed(system({ code: 'ECONNRESET', syscall: 'read' })), 'unanswered'],
    ['closed by the other side', fetchFailed(system({ code: 'UND_ERR_SOCKET' })), 'unanswered'],
    ['unknown certificate', fetchFailed(system({ code: 'SELF_SIGNED_CERT_IN_CHAIN' })), 'hopeless'],
    ['certificate of another host', fetchFailed(system({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' })), 'hopeless'],
    ['cut off', new TypeError('terminated'), 'unanswered'],
    ['something else', 'no error at all', 'unanswered']
  ])('%s', (_name, error, far) => {
    expect(classifyFailure(error, false)).toBe(far)
  })
})
