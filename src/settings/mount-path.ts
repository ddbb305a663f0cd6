import type { Verdict } from './fault.ts'
import { hasControlCharacter } from './plain-text.ts'

/**
 * Accepts an absolute path and returns it with single slashes, none at the end, and without `.` segments.
 *
 * Refuses `/`, which a mount would hide; a `..` segment; `:`, which Kubernetes forbids in a mount path; control
 * characters; and, since Atlas gets the file as a `file://` URL in the arguments of the container, `%`, `?` and `#`,
 * which have a meaning in a URL, and `$(`, which Kubernetes would expand.
 */
export function parseMountPath(text: string): Verdict<string> {
  if (!text.startsWith('/')) return { fault: { code: 'relative-path', found: text } }
  if (hasControlCharacter(text)) return { fault: { code: 'control-character', found: text } }
  const character = /[:%?#]|\$\(/.exec(text)?.[0]
  if (character !== undefined) return { fault: { code: 'character-in-path', found: text, character } }
  const segments = text.split('/').filter((segment) => segment !== '' && segment !== '.')
  if (segments.includes('..')) return { fault: { code: 'parent-in-path', found: text } }
  if (segments.length === 0) return { fault: { code: 'root-path', found: text } }
  return { value: `/${segments.join('/')}` }
}
