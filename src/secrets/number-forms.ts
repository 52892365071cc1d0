/** Terraform's numbers hold some 150 digits. A longer one is rounded, and one with more zeros than these fills lines. */
const MAX_DIGITS = 150
const MAX_ZEROS = 1_000

const NUMBER = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(?:e([+-]?\d{1,6}))?$/i

/**
 * How Terraform prints a number, also one that is given as a text: `0012345678` is 12345678, `1.50` is 1.5, and `1e3` is 1000. `format("%v", …)`
 * and programs in Go print numbers of many digits with an exponent. Empty for other texts.
 */
export function numberForms(text: string): readonly string[] {
  if (text.length > MAX_DIGITS + MAX_ZEROS) return []
  const [, sign = '', mantissa = '', power = '0'] = NUMBER.exec(text) ?? []
  const [whole = '', fraction = ''] = mantissa.split('.')
  const significant = `${whole}${fraction}`.replace(/^0+/, '')
  const digits = significant.replace(/(?<!0)0+$/, '')
  // Where the point is, counted from the first digit that is not zero.
  const point = significant.length - fraction.length + Number(power)
  if (digits === '' || digits.length > MAX_DIGITS || Math.abs(point) > MAX_ZEROS) return []
  const forms = [withPoint(digits, point)]
  if (point - 1 < -4 || point - 1 >= 6) forms.push(withExponent(digits, point - 1))
  return forms.map(form => (sign === '-' ? `-${form}` : form))
}

function withPoint(digits: string, point: number): string {
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`
  const whole = digits.slice(0, point).padEnd(point, '0')
  return digits.length > point ? `${whole}.${digits.slice(point)}` : whole
}

function withExponent(digits: string, exponent: number): string {
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : ''
  return `${digits.slice(0, 1)}${fraction}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
}
