/** A text on one line. Its lines are trimmed; those that are empty are left out. */
export const oneLine = (text: string): string =>
  text
    .split(/[\r\n]/)
    .map(line => line.trim())
    .filter(line => line !== '')
    .join(' ')
