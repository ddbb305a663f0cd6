import { found } from './found.ts'
import { hasControlCharacter } from './plain-text.ts'
import type { Verdict } from './verdict.ts'

/**
 * Accepts an absolute path and gives it back with one `/` between its segments, none at the end, and without `.`
 * segments.
 *
 * Not accepted: `/` itself, which a mount would hide; a `..` segment; `:`, which Kubernetes forbids in a mount path;
 * control characters; and, since Atlas is given the file as a `file://` URL in the container's arguments, `%`, `?` and
 * `#`, which a URL reads as something else, and `$(`, which Kubernetes would expand there.
 */
export function parseMountPath(text: string): Verdict<string> {
  const expected = `expected an absolute path such as /etc/atlas, found ${found(text)}`
  if (!text.startsWith('/')) return { problem: `${expected}; begin it with "/"` }
  if (hasControlCharacter(text)) return { problem: `${expected}, which has a control character; take it out` }
  const foreign = /[:%?#]|\$\(/.exec(text)?.[0]
  if (foreign !== undefined) return { problem: `${expected}, which has ${found(foreign)}; use a path without it` }
  const segments = text.split('/').filter((segment) => segment !== '' && segment !== '.')
  if (segments.includes('..')) return { problem: `${expected}, which has a ".." segment; write the path out` }
  if (segments.length === 0) return { problem: `${expected}, the image's root; name a folder of its own` }
  return { value: `/${segments.join('/')}` }
}
