import { describe, expect, test } from '@jest/globals'
import { parseJson } from '../../src/json.ts'
import { parseValues, parseVariables, toHcl } from '../../src/terraform/variables.ts'

describe('variables as lines', () => {
  test.each<[string, string, string]>([
    ['a string without quotes', 'region = eu-west-1', '"eu-west-1"'],
    ['a version keeps its zero', 'version = 1.10', '"1.10"'],
    ['Terraform makes a string the boolean that the type asks for', 'on = true', '"true"'],
    ['quotes around a string go', 'name = "a b"', '"a b"'],
    ['further equals signs belong to the value', 'query = a=b=c', '"a=b=c"'],
    ['an empty value is an empty string', 'name =', '""'],
    ['no blanks are needed', 'name=x', '"x"'],
    ['a list', 'zones = ["a", 1, true, null]', '["a", 1, true, null]'],
    ['an object', 'tags = {"team": "x", "n": {"k": []}}', '{ "team" = "x", "n" = { "k" = [] } }'],
    ['numbers beyond 2^53 keep their digits', 'ids = [12345678901234567890, 1.10]', '[12345678901234567890, 1.10]'],
    ['templates are text', 'name = ${var.x} %{ if y } $5', '"$${var.x} %%{ if y } $5"'],
    ['in objects too', 'm = {"${k}": "%{v}"}', '{ "$${k}" = "%%{v}" }'],
    ['backslashes and quotes inside', 'path = C:\\x "y"', '"C:\\\\x \\"y\\""'],
    ['escapes of a quoted string', 'text = "a\\nb\\u0007\\tc"', '"a\\nb\\u0007\\tc"'],
    ['other languages', 'név = é😀', '"é😀"']
  ])('%s', (_name, line, value) => {
    const { variables, problems } = parseVariables(line)
    expect(problems).toEqual([])
    expect(variables.map(variable => variable.value)).toEqual([value])
  })

  test('blank lines and comments are none', () => {
    expect(parseVariables('\n# a = 1\r\n  \n b = 2 \r\n').variables).toEqual([{ key: 'b', value: '"2"' }])
  })

  test('every bad line is named, with what to write', () => {
    const { problems } = parseVariables(
      'ok = 1\nnonsense\n1x = 2\nok = 3\nlist = [1,\nobject = { a = 1 }\nzones = ["a",]'
    )
    expect(problems).toEqual([
      expect.stringMatching(/name = value.*line 2/),
      expect.stringMatching(/name = value.*line 3/),
      expect.stringMatching(/line 4 repeats a name/),
      expect.stringMatching(/line 5 .*\["a", "b"\]/),
      expect.stringMatching(/line 6 .*\["a", "b"\]/),
      expect.stringMatching(/line 7 .*trailing comma/)
    ])
  })

  test.each(['c2Vjb25k=', 'c2Vjb25k==', 'c2Vjb25k= =', 'name=', 'name= '])(
    'a line that may be the end of a secret in base64 is refused without its name: %s',
    line => {
      const { values, problems } = parseValues(`key = Zmlyc3Q\n${line}`)
      expect(values.map(([key]) => key)).toEqual(['key'])
      expect(problems).toEqual([
        'must have a value on each line, but line 2 has none. Write a value of several lines as "first line\\nsecond line", and an empty value as `name = ""`'
      ])
    }
  )

  test.each(['name =', 'name = ==', 'name\t=', 'name=""', 'name==a'])('%s is a variable', line => {
    expect(parseVariables(line)).toMatchObject({ variables: [{ key: 'name' }], problems: [] })
  })

  test.each(['', '{"x": 1', '"x', "'x'", 'a # b', 'null', '=', 'value'])(
    'no message repeats a name, which may be a line of a secret: value %s',
    value => {
      const { problems, warnings } = parseVariables(`c2Vjb25k=${value}\nc2Vjb25k=${value}`)
      expect(problems.length + warnings.length).toBeGreaterThan(0)
      expect([...problems, ...warnings].join('\n')).not.toContain('c2Vjb25k')
    }
  )

  test('of variables of a run an empty value needs no blanks: a template may come to it', () => {
    expect(parseVariables('name=')).toMatchObject({ variables: [{ key: 'name', value: '""' }], problems: [] })
    expect(parseVariables('c2Vjb25k==').problems).toHaveLength(1)
  })

  test.each([
    ['single quotes', "name = 'web'", /line 1.*single quotes/],
    ['a comment behind a value', 'name = web # the site', /line 1.*#/],
    ['null', 'name = null', /line 1.*null/]
  ])('%s are warned of', (_what, line, warning) => {
    expect(parseVariables(line).warnings).toEqual([expect.stringMatching(warning)])
  })

  test('a string of several lines is written in quotes', () => {
    expect(parseVariables('a = "first line\\nsecond \\"line\\"\\n"').variables).toEqual([
      { key: 'a', value: '"first line\\nsecond \\"line\\"\\n"' }
    ])
  })

  test('what is plain to see is not warned of', () => {
    expect(parseVariables('a = web\nb = "x # y"\nc = ["#"]\nd = #fff').warnings).toEqual([])
  })
})

describe('variables as one JSON object', () => {
  test('have the types that JSON gives them', () => {
    const source = '{"a": "1", "b": 1, "c": true, "d": null, "e": 12345678901234567890, "f": {"x": [1]}}'
    expect(parseVariables(source)).toEqual({
      problems: [],
      warnings: [],
      variables: [
        { key: 'a', value: '"1"' },
        { key: 'b', value: '1' },
        { key: 'c', value: 'true' },
        { key: 'd', value: 'null' },
        { key: 'e', value: '12345678901234567890' },
        { key: 'f', value: '{ "x" = [1] }' }
      ]
    })
  })

  test('may have any name, and say which are wrong', () => {
    expect(parseVariables('{"__proto__": 1, "a b": 2, "x-y": 3}').problems).toEqual([
      expect.stringContaining('but 1 name has other characters')
    ])
    expect(parseVariables('{"__proto__": 1}').variables).toEqual([{ key: '__proto__', value: '1' }])
  })

  test('must be JSON', () => {
    expect(parseVariables('{ a = 1 }').problems).toEqual([expect.stringContaining('must be a valid JSON object')])
  })
})

test('half of a surrogate pair becomes the replacement character, which HCL can hold', () => {
  expect(toHcl(parseJson('"\\ud800"'))).toBe('"\ufffd"')
})
