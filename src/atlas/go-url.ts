import { isIPv6 } from './ip-address.ts'
import { percentDecoded } from './percent-encoding.ts'

/** A URL as Go reads it: percent-encoding is decoded, but in the query and in an opaque part. */
export interface GoUrl {
  /** In lower case; empty where there is none. */
  readonly scheme: string
  /** What is behind the scheme where no `/` follows it. */
  readonly opaque: string
  /** Undefined where there is no `@`, as is the password where there is no `:` before that. */
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

/** What Go has against a text that it does not take for a URL. */
export type GoUrlFault =
  'control' | 'scheme' | 'userinfo' | 'percent' | 'host-character' | 'host-percent' | 'address' | 'bracket' | 'port'

/** Thrown for a text that Go does not take for a URL. Shows nothing of it. */
export class GoUrlError extends Error {
  override readonly name = 'GoUrlError'
  readonly fault: GoUrlFault

  constructor(fault: GoUrlFault) {
    super(`no URL: ${fault}`)
    this.fault = fault
  }
}

/** Where a text stands, by which Go decides what may be written there without percent-encoding. */
type Part = 'userinfo' | 'host' | 'zone' | 'other'

/** ASCII that a host may not have: https://github.com/golang/go/blob/go1.24.11/src/net/url/url.go#L107 */
const NOT_IN_HOST = /[^\w\-.~!$&'()*+,;=:[\]<>"\u0080-\u{10ffff}]/u

const IN_USERINFO = /^[\w\-.:~!$&'()*+,;=%@]*$/

/**
 * Reads a URL as the parser does that Atlas and its drivers use, Go's `net/url`. It is more lenient than RFC 3986 in
 * hosts, paths and queries, and more strict in user and password.
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

/** The parameters of a query as Go keeps them: it drops those with a `;` or with a `%` that encodes nothing. */
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

/** Whether a `%` stands ahead of anything but two hexadecimal digits. */
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

/** A host in brackets, which has to be an IPv6 address. */
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

/** In a host, only what is not ASCII may be percent-encoded; in a zone, what could stand there without; a `%` in both. */
function isAllowedInHost(escape: string, part: 'host' | 'zone'): boolean {
  const byte = Number.parseInt(escape.slice(1), 16)
  if (escape === '%25') return true
  if (part === 'host') return byte >= 0x80
  return byte === 0x20 || (byte < 0x80 && !NOT_IN_HOST.test(String.fromCharCode(byte)))
}
