const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['"', '\\"'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['$', '$$'],
  ['%', '%%'],
])

/**
 * A text escaped for a quoted template of HCL.
 *
 * It doubles `$` and `%` only before `{`: anywhere else, HCL reads `$$` as two characters, and it reads `$$${` as a `$`
 * and an escaped `${`.
 *
 * Source: HCL native syntax, "Template Literals"
 * (https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#template-literals).
 */
export function hclEscape(text: string): string {
  return text.replace(/[\\"\p{Cc}]|[$%](?=\{)/gu, escapeCharacter)
}

function escapeCharacter(character: string): string {
  return ESCAPES.get(character) ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
