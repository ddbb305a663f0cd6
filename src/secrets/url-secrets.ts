import { percentDecoded } from '../atlas/percent-encoding.ts'
import { isSecretValue } from './secret-name.ts'

/**
 * The secret parts of a database URL, as written and percent-decoded: passwords, each `user:password`, and the values
 * of parameters with a name that suggests a secret. The URL may be invalid: if an unescaped `/`, `?`, `#` or `@` in a
 * password allows several readings, the parts of all of them are included. Never throws.
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
 * The possible readings of `user:password`: up to the last `@` of the authority (RFC 3986, 3.2), of everything before
 * the query, or of the whole URL. Those without a password are omitted.
 */
function userinfos(rest: string): string[] {
  const authority = /^[^/?#]*/.exec(rest)?.[0] ?? ''
  const beforeQuery = rest.includes('?') ? rest.slice(0, rest.lastIndexOf('?')) : rest
  return [authority, beforeQuery, rest]
    .map((text) => text.slice(0, Math.max(text.lastIndexOf('@'), 0)))
    .filter((userinfo) => /:./s.test(userinfo))
}

/** The values of parameters with a name that suggests a secret: up to the next separator, and up to the next `&`. */
function parameters(rest: string): string[] {
  return [...rest.matchAll(/[?&;]([^=?&;#]+)=(?=([^&;#]*)([^&]*))/g)]
    .filter(([, name = '', value = '']) => isSecretValue(name, value))
    .flatMap(([, , value = '', more = '']) => [value, value + more])
}
