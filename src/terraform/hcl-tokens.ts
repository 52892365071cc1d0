/** The tokens of HCL, as far as they are looked for. https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md */

export const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy
export const SPACE = /[ \t]+/y
export const COMMENT = /(?:#|\/\/)[^\n]*/y
export const INLINE_COMMENT = /\/\*[^]*?\*\//y
export const LINE_END = /\s+/y
/** One with an escape is not read: no name needs one. */
export const LABEL = /"([^"\\\r\n$%]*)"/y
export const HEREDOC = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy
/** A line that may end a heredoc. Terraform counts other characters as blanks than JavaScript. */
export const HEREDOC_END = /[\p{White_Space}--\n]*([\p{ID_Start}_][\p{ID_Continue}\-]*)[\p{White_Space}--\n]*(?=\n)/vy
export const PLAIN = /[^\n$%]+/y
export const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y
export const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }
