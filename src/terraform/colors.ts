/** Terraform has no longer ones. */
// eslint-disable-next-line no-control-regex -- this is what is looked for
const COLOR = /\u001b\[\d{0,3}(?:;\d{1,3}){0,4}m/g

/**
 * A text without the colors and styles that Terraform gives it. Every other control sequence stays: what a terminal takes for one may enclose a
 * part of a value, which would be hidden with it.
 */
export const withoutColors = (text: string): string => text.replaceAll(COLOR, '')
