import { expect, test } from '@jest/globals'
import { listed } from '../../src/steps/listed.ts'
import { Fields } from '../../src/tfe/document.ts'

const resource = (length: number) => ({
  resource: {
    id: 'sv-1',
    type: 'state-versions',
    attributes: new Fields({ resources: 'x'.repeat(length), 'hosted-state-download-url': 'https://secret' }),
    relationships: {},
    links: new Fields(undefined)
  }
})

test('a list is one JSON array, without secrets', () => {
  expect(listed([resource(1), resource(2)])).toBe(
    '[{"id":"sv-1","type":"state-versions","attributes":{"resources":"x"},"relationships":{}},' +
      '{"id":"sv-1","type":"state-versions","attributes":{"resources":"xx"},"relationships":{}}]'
  )
  expect(listed([])).toBe('[]')
})

test('one that is too long for an output of GitHub is refused, with the way out', () => {
  expect(JSON.parse(listed([resource(500_000)]))).toHaveLength(1)
  expect(() => listed([resource(300_000), resource(300_000)])).toThrow(
    /^`limit`: the 2 that were found are \d{6} characters of JSON, more than GitHub takes for an output\. Ask for fewer$/
  )
})
