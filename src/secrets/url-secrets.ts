import { percentDecoded } from '../atlas/percent-encoding.ts'
import { isSecretValue } from './secret-name.ts'

/**
 * The secret parts of a database URL, as written and percent-decoded: passwords, each `user:password` as one, and the
 * values of parameters whose name says so. The URL need not be a valid one: where an unescaped `/`, `?`, `#` or `@` in
 * a password makes several readings possible, the parts of each are given. Never throws.
 */
export function urlSecrets(url: string): string[] {
  const rest = url.replace(/^[^:]*:\/\//, '')
  const credentials = userinfos(rest).flatMap((userinfo) => [userinfo, userinfo.slice(userinfo.indexOf(':') + 1)])
  const secrets = [
    ...credentials.flatMap((text) => [text, percentDecoded(text)]),
    ...parameters(rest).flatMap((text) => [text, percentDecoded(text), percentDecoded(text.replaceAll('+', ' '))]),
  ]
  return [...new Set(secrets)]
}

/**
 * The texts that can be meant as `user:password`: up to the last `@` of the authority (RFC 3986, 3.2), of all before
 * the query, or of the whole. Those without a password are left out.
 */
function userinfos(rest: string): string[] {
  const authority = /^[^/?#]*/.exec(rest)?.[0] ?? ''
  const beforeQuery = rest.includes('?') ? rest.slice(0, rest.lastIndexOf('?')) : rest
  return [authority, beforeQuery, rest]
    .map((text) => text.slice(0, Math.max(text.lastIndexOf('@'), 0)))
    .filter((userinfo) => /:./s.test(userinfo))
}

/** The values of parameters whose name says that they are secret: up to the next separator, or up to the next `&`. */
function parameters(rest: string): string[] {
  return [...rest.matchAll(/[?&;]([^=?&;#]+)=(?=([^&;#]*)([^&]*))/g)]
    .filter(([, name = '', value = '']) => isSecretValue(name, value))
    .flatMap(([, , value = '', more = '']) => [value, value + more])
}
