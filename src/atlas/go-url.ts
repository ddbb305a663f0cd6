import { isIPv6 } from './ip-address.ts'
import { percentDecoded } from './percent-encoding.ts'

/** A URL as Go reads it. Percent-encoding is decoded, except in the query and in an opaque part. */
export interface GoUrl {
  /** In lowercase; empty if there is none. */
  readonly scheme: string
  /** The part after the scheme if it does not start with `/`. */
  readonly opaque: string
  /** Undefined without an `@`; likewise the password without a `:` before the `@`. */
  readonly user: string | undefined
  readonly password: string | undefined
  /** With the port. */
  readonly host: string
  /** With its first `/`. */
  readonly path: string
  /** As it is written, without the `?`. */
  readonly query: string
  readonly fragment: string
}

/** Why Go does not accept a text as a URL. */
export type GoUrlFault =
  'control' | 'scheme' | 'userinfo' | 'percent' | 'host-character' | 'host-percent' | 'address' | 'bracket' | 'port'

/** Thrown for a text that Go does not accept as a URL. Shows nothing of it. */
export class GoUrlError extends Error {
  override readonly name = 'GoUrlError'
  readonly fault: GoUrlFault

  constructor(fault: GoUrlFault) {
    super(`no URL: ${fault}`)
    this.fault = fault
  }
}

/** The parts of a URL with different rules for percent-encoding. */
type Part = 'userinfo' | 'host' | 'zone' | 'other'

/**
 * ASCII characters that a host must not contain: https://github.com/golang/go/blob/go1.24.11/src/net/url/url.go#L107
 */
const NOT_IN_HOST = /[^\w\-.~!$&'()*+,;=:[\]<>"\u0080-\u{10ffff}]/u

const IN_USERINFO = /^[\w\-.:~!$&'()*+,;=%@]*$/

/**
 * Reads a URL like Go's `net/url`, which Atlas and its drivers use. It is more lenient than RFC 3986 in hosts, paths
 * and queries, and stricter in the user and password.
 *
 * Source: https://github.com/golang/go/blob/go1.24.11/src/net/url/url.go#L502
 *
 * @throws GoUrlError
 */
export function parseGoUrl(text: string): GoUrl {
  const [beforeFragment, fragment] = cut(text, '#')
  // eslint-disable-next-line no-control-regex
  if (/[\0-\x1f\x7f]/.test(beforeFragment)) throw new GoUrlError('control')
  const [scheme, afterScheme] = schemeOf(beforeFragment)
  const [rest, query] = cut(afterScheme, '?')
  const url = { scheme, query, fragment: decoded(fragment, 'other') }
  if (!rest.startsWith('/')) {
    if (scheme !== '') return { ...url, opaque: rest, user: undefined, password: undefined, host: '', path: '' }
    if (/^[^/]*:/.test(rest)) throw new GoUrlError('scheme')
  }
  const hasAuthority = rest.startsWith('//') && (scheme !== '' || !rest.startsWith('///'))
  const [, authority = '', path = ''] = hasAuthority ? (/^\/\/([^/]*)(.*)$/su.exec(rest) ?? []) : ['', '', rest]
  return { ...url, opaque: '', ...authorityOf(authority), path: decoded(path, 'other') }
}

/** The parameters of a query as Go keeps them: it drops those with a `;` or an invalid percent-escape. */
export function goParameters(query: string): URLSearchParams {
  const parameters = new URLSearchParams()
  for (const pair of query.split('&')) {
    const [name, value] = cut(pair, '=').map((part) => part.replaceAll('+', ' '))
    if (pair === '' || isDropped(pair) || name === undefined) continue
    parameters.append(percentDecoded(name), percentDecoded(value ?? ''))
  }
  return parameters
}

/** Whether Go drops a parameter. */
export function isDropped(pair: string): boolean {
  return pair.includes(';') || hasBarePercent(pair)
}

/** Whether a `%` precedes anything other than two hexadecimal digits. */
export function hasBarePercent(text: string): boolean {
  return /%(?![\da-f]{2})/i.test(text)
}

function cut(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator)
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)]
}

function schemeOf(text: string): [string, string] {
  if (text.startsWith(':')) throw new GoUrlError('scheme')
  const [matched = '', scheme = ''] = /^([a-z][a-z\d+.-]*):/i.exec(text) ?? []
  return [scheme.toLowerCase(), text.slice(matched.length)]
}

function authorityOf(authority: string): Pick<GoUrl, 'user' | 'password' | 'host'> {
  const at = authority.lastIndexOf('@')
  const host = hostOf(authority.slice(at + 1))
  if (at === -1) return { user: undefined, password: undefined, host }
  const userinfo = authority.slice(0, at)
  if (!IN_USERINFO.test(userinfo)) throw new GoUrlError('userinfo')
  const [user, password] = cut(userinfo, ':').map((text) => decoded(text, 'userinfo'))
  return { user, password: userinfo.includes(':') ? password : undefined, host }
}

function hostOf(host: string): string {
  const opening = host.lastIndexOf('[')
  if (opening > 0) throw new GoUrlError('address')
  if (opening === 0) return literalHostOf(host)
  if (!isOptionalPort(host.slice(lastColon(host)))) throw new GoUrlError('port')
  return decoded(host, 'host')
}

function lastColon(host: string): number {
  const at = host.lastIndexOf(':')
  return at === -1 ? host.length : at
}

/** A host in brackets, which must be an IPv6 address. */
function literalHostOf(host: string): string {
  const closing = host.lastIndexOf(']')
  if (closing === -1) throw new GoUrlError('bracket')
  const port = host.slice(closing + 1)
  if (!isOptionalPort(port)) throw new GoUrlError('port')
  const name = host.slice(1, closing)
  const zone = name.indexOf('%25')
  const address =
    zone === -1 ? decoded(name, 'host') : decoded(name.slice(0, zone), 'host') + decoded(name.slice(zone), 'zone')
  if (!isIPv6(address)) throw new GoUrlError('address')
  return `[${address}]${port}`
}

function isOptionalPort(text: string): boolean {
  return /^(?::\d*)?$/.test(text)
}

function decoded(text: string, part: Part): string {
  if (hasBarePercent(text)) throw new GoUrlError('percent')
  if (part === 'host' || part === 'zone') {
    const escapes = text.match(/%../g) ?? []
    if (escapes.some((escape) => !isAllowedInHost(escape, part))) throw new GoUrlError('host-percent')
    if (NOT_IN_HOST.test(text.replace(/%../g, ''))) throw new GoUrlError('host-character')
  }
  return percentDecoded(text)
}

/**
 * In a host, only non-ASCII characters may be percent-encoded; in a zone, those that need no encoding; a `%` in both.
 */
function isAllowedInHost(escape: string, part: 'host' | 'zone'): boolean {
  const byte = Number.parseInt(escape.slice(1), 16)
  if (escape === '%25') return true
  if (part === 'host') return byte >= 0x80
  return byte === 0x20 || (byte < 0x80 && !NOT_IN_HOST.test(String.fromCharCode(byte)))
}
