import { GoUrlError, hasBarePercent, isDropped, parseGoUrl, type GoUrl, type GoUrlFault } from './go-url.ts'
import { isIPv6 } from './ip-address.ts'
import { isKnownScheme, schemeInAtlas } from './schemes.ts'
import { textFault, type TextFault } from './url-text.ts'

const LARGEST_PORT = 65535

/** Schemes of URLs that name a file, where an `@` is not a separator. */
const FILE_SCHEME = /^sqlite|\+file$/

/** Why Atlas cannot use a text as a database URL. Contains no part of the URL except a single character. */
export type UrlFault =
  | {
      readonly code:
        | TextFault
        | Exclude<GoUrlFault, 'userinfo'>
        | ('encoded-at' | 'not-ascii' | 'colon-in-file' | 'several-ports' | 'port-range')
        | ('percent-in-parameter' | 'semicolon-in-parameter')
    }
  | { readonly code: 'unknown-scheme'; /** The scheme that Atlas has for it. */ readonly scheme: string | undefined }
  | { readonly code: 'delimiter' | 'character-in-userinfo' | 'character-in-path'; readonly character: string }

/** Why Atlas cannot use a text as a database URL; undefined when nothing is known to be wrong. */
export function urlFault(text: string): UrlFault | undefined {
  const code = textFault(text)
  return code ? { code } : (schemeFault(text) ?? delimiterFault(text) ?? parseFault(text))
}

function schemeOf(text: string): string {
  return text.slice(0, text.indexOf('://')).toLowerCase()
}

function schemeFault(text: string): UrlFault | undefined {
  const scheme = schemeOf(text)
  return isKnownScheme(scheme) ? undefined : { code: 'unknown-scheme', scheme: schemeInAtlas(scheme) }
}

/**
 * An unencoded `/`, `?` or `#` in a password ends the part with user and host, and leaves an `@` in a later part. The
 * value of a parameter may contain an `@`, and so may the name of a database with nothing after it.
 */
function delimiterFault(text: string): UrlFault | undefined {
  if (FILE_SCHEME.test(schemeOf(text))) return undefined
  const [, authority = '', path = '', query = '', fragment = ''] =
    /:\/\/([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(text) ?? []
  if (/%40/i.test(authority) && !text.includes('@')) return { code: 'encoded-at' }
  const looksLikeUser = authority.includes(':') && !authority.includes('@')
  const character =
    (path.includes('@') && (looksLikeUser || /@[^/]*[/:]/.test(path)) && '/') ||
    (query.includes('@') && !isParameters(query, path === '' && looksLikeUser) && '?') ||
    (fragment.includes('@') && '#')
  return character ? { code: 'delimiter', character } : undefined
}

/** Whether the `@` in a query is in the value of a parameter, not before a host. */
function isParameters(query: string, followsPort: boolean): boolean {
  return /^\?[a-z_][\w.-]*=/i.test(query) && !(followsPort && /@[\w.-]+(?::\d+)?(?:\/|$)/.test(query))
}

function parseFault(text: string): UrlFault | undefined {
  try {
    const url = parseGoUrl(text)
    return hostFault(url) ?? pathFault(url) ?? queryFault(url)
  } catch (error) {
    if (!(error instanceof GoUrlError)) throw error
    if (error.fault === 'userinfo') return userinfoFault(text)
    return { code: error.fault === 'port' && FILE_SCHEME.test(schemeOf(text)) ? 'colon-in-file' : error.fault }
  }
}

function userinfoFault(text: string): UrlFault {
  const authority = /:\/\/([^/?#]*)/.exec(text)?.[1] ?? ''
  const userinfo = authority.slice(0, authority.lastIndexOf('@'))
  const [character = ''] = /[^\w\-.:~!$&'()*+,;=%@]/u.exec(userinfo) ?? []

  return /^[\0-\x7f]$/.test(character) ? { code: 'character-in-userinfo', character } : { code: 'not-ascii' }
}

function hostFault({ scheme, host }: GoUrl): UrlFault | undefined {
  if (FILE_SCHEME.test(scheme)) return undefined
  if (/["'<>]/.test(host)) return { code: 'host-character' }
  const colons = host.split(':').length - 1
  const port = /:(\d+)$/.exec(host)?.[1]
  if (!host.startsWith('[') && colons > 1) {
    if (host.includes(',')) return { code: 'several-ports' }
    if (!isIPv6(host)) return { code: 'port' }
    return port !== undefined && port.length > 3 ? { code: 'bracket' } : undefined
  }
  if (port === undefined || (Number(port) > 0 && Number(port) <= LARGEST_PORT)) return undefined
  return { code: 'port-range' }
}

function pathFault({ path }: GoUrl): UrlFault | undefined {
  const [character] = /[ "\\]/.exec(path) ?? []
  return character === undefined ? undefined : { code: 'character-in-path', character }
}

function queryFault({ query }: GoUrl): UrlFault | undefined {
  const dropped = query.split('&').find(isDropped)
  if (dropped === undefined) return undefined
  return { code: hasBarePercent(dropped) ? 'percent-in-parameter' : 'semicolon-in-parameter' }
}
