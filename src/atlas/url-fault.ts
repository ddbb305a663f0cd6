import { GoUrlError, hasBarePercent, isDropped, parseGoUrl, type GoUrl, type GoUrlFault } from './go-url.ts'
import { isIPv6 } from './ip-address.ts'
import { ENGINES, isKnownScheme, schemeInAtlas } from './schemes.ts'
import { textFault, type UrlFault } from './url-text.ts'

const LARGEST_PORT = 65535

/** Of schemes whose URL names a file, where an `@` separates nothing. */
const FILE_SCHEME = /^sqlite|\+file$/

const FILE_FAULT: UrlFault = {
  found: 'a `:` ahead of the first `/`, where a port would be',
  fix: 'write the path of the file as `sqlite:///PATH`, and one that is relative as `sqlite://NAME`, without `file:`',
}

/** What Go says of a URL, but for what needs a look at its text. */
const GO_FAULTS: Readonly<Record<Exclude<GoUrlFault, 'userinfo'>, UrlFault>> = {
  control: { found: 'a control character', fix: 'percent-encode it, or take it out' },
  scheme: { found: 'a text without a scheme', fix: "put the database's scheme in front, such as `postgres://`" },
  percent: {
    found: 'a `%` that no two hexadecimal digits follow',
    fix: 'write a `%` of the user, of the password or of a name as `%25`',
  },
  'host-character': {
    found: 'an invalid character in the host',
    fix: 'look at what is between the last `@` and the next `/`; for SQLite, write the path of its file as `sqlite:///PATH`',
  },
  'host-percent': {
    found: 'a percent-encoded character in the host',
    fix: 'write the `@`, `:` and `/` around the host as they are; for a Unix socket of PostgreSQL, write `postgres://USER:PASSWORD@/NAME?host=/FOLDER`',
  },
  address: {
    found: 'square brackets around what is no IPv6 address',
    fix: 'take them out of the host, and write those of the password as `%5B` and `%5D`',
  },
  bracket: { found: 'an IPv6 address whose `]` is missing', fix: 'write it as `[ADDRESS]:PORT`' },
  port: {
    found: 'an invalid port after the host',
    fix: 'write the port in digits, or take the `:` out; a URL has the form SCHEME://USER:PASSWORD@HOST:PORT/NAME, in which a `:` or an `@` of the password is `%3A` or `%40`',
  },
}

/** What keeps Atlas from using a text as the URL of a database; undefined when nothing does that can be known. */
export function urlFault(text: string): UrlFault | undefined {
  return textFault(text) ?? schemeFault(text) ?? delimiterFault(text) ?? parseFault(text)
}

function schemeOf(text: string): string {
  return text.slice(0, text.indexOf('://')).toLowerCase()
}

function schemeFault(text: string): UrlFault | undefined {
  const scheme = schemeOf(text)
  if (isKnownScheme(scheme)) return undefined
  const inAtlas = schemeInAtlas(scheme)
  return {
    found: 'a scheme that Atlas has no driver for',
    fix: inAtlas === undefined ? `give one that it has: ${Object.keys(ENGINES).join(', ')}` : `write \`${inAtlas}://\``,
  }
}

/**
 * What a `/`, `?` or `#` of a password, which ends the part with user and host, leaves behind: an `@` in a later part. An `@`
 * may stand in the value of a parameter, and in the name of a database that is not followed by more.
 */
function delimiterFault(text: string): UrlFault | undefined {
  if (FILE_SCHEME.test(schemeOf(text))) return undefined
  const [, authority = '', path = '', query = '', fragment = ''] =
    /:\/\/([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(text) ?? []
  if (/%40/i.test(authority) && !text.includes('@'))
    return { found: 'a percent-encoded `@` and no other', fix: 'write the `@` ahead of the host as it is' }
  const looksLikeUser = authority.includes(':') && !authority.includes('@')
  const delimiter =
    (path.includes('@') && (looksLikeUser || /@[^/]*[/:]/.test(path)) && '/') ||
    (query.includes('@') && !isParameters(query, path === '' && looksLikeUser) && '?') ||
    (fragment.includes('@') && '#')
  if (!delimiter) return undefined
  return {
    found: `a \`${delimiter}\` ahead of the \`@\`, where it ends the host`,
    fix: `write a \`${delimiter}\` of the user or password as \`${percentEncoded(delimiter)}\``,
  }
}

/** Whether a query with an `@` has it in the value of a parameter, and not ahead of a host. */
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
    return error.fault === 'port' && FILE_SCHEME.test(schemeOf(text)) ? FILE_FAULT : GO_FAULTS[error.fault]
  }
}

function userinfoFault(text: string): UrlFault {
  const authority = /:\/\/([^/?#]*)/.exec(text)?.[1] ?? ''
  const userinfo = authority.slice(0, authority.lastIndexOf('@'))
  const [character = ''] = /[^\w\-.:~!$&'()*+,;=%@]/u.exec(userinfo) ?? []

  if (!/^[\0-\x7f]$/.test(character))
    return {
      found: 'a character outside ASCII in the user or password',
      fix: 'percent-encode the bytes that it has in UTF-8, as JavaScript does with `encodeURIComponent`',
    }
  const name = character === ' ' ? 'a blank' : character === '`' ? 'a backtick' : `\`${character}\``
  return {
    found: `${name} in the user or password, which has to be percent-encoded`,
    fix: `write it as \`${percentEncoded(character)}\`, and every other one that is no letter and no digit likewise`,
  }
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}

function hostFault({ scheme, host }: GoUrl): UrlFault | undefined {
  if (FILE_SCHEME.test(scheme)) return undefined
  if (/["'<>]/.test(host)) return GO_FAULTS['host-character']
  const colons = host.split(':').length - 1
  const port = /:(\d+)$/.exec(host)?.[1]
  if (!host.startsWith('[') && colons > 1) {
    if (host.includes(','))
      return {
        found: 'several hosts with a port each, which the driver takes for one',
        fix: 'write the hosts alone, and all ports in the parameter `port`: `HOST1,HOST2/NAME?port=5432,5433`',
      }
    if (!isIPv6(host)) return GO_FAULTS.port
    if (port !== undefined && port.length > 3) return GO_FAULTS.bracket
    return undefined
  }
  if (port === undefined || (Number(port) > 0 && Number(port) <= LARGEST_PORT)) return undefined
  return { found: 'a port out of range', fix: `give one from 1 to ${LARGEST_PORT}` }
}

function pathFault({ path }: GoUrl): UrlFault | undefined {
  const [character] = /[ "\\]/.exec(path) ?? []
  if (character === undefined) return undefined
  const name = character === ' ' ? 'a blank' : `\`${character}\``
  return {
    found: `${name} behind the host`,
    fix: `take out what is not the URL's, or write it as \`${percentEncoded(character)}\` if the database's name has it`,
  }
}

function queryFault({ query }: GoUrl): UrlFault | undefined {
  const dropped = query.split('&').find(isDropped)
  if (dropped === undefined) return undefined
  return hasBarePercent(dropped)
    ? { found: 'a `%` in the parameters that no two hexadecimal digits follow', fix: 'write it as `%25`' }
    : {
        found: 'a `;` in the parameters, for which the whole parameter is dropped',
        fix: 'separate parameters by `&`, and write a `;` of a value as `%3B`',
      }
}
