/** The number of 16-bit fields in an IPv6 address. */
const FIELDS = 8

const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`)

/**
 * Whether Go accepts a text as an IPv6 address, with or without a zone.
 *
 * Source: https://pkg.go.dev/net/netip#ParseAddr
 */
export function isIPv6(text: string): boolean {
  const [, address = '', zone] = /^([^%]*)(?:%(.*))?$/s.exec(text) ?? []
  if (zone === '') return false
  const [head = '', tail, ...more] = address.split('::')
  if (more.length > 0) return false
  const before = fieldsOf(head, tail === undefined)
  const after = tail === undefined ? 0 : fieldsOf(tail, true)
  if (before === undefined || after === undefined) return false
  return tail === undefined ? before === FIELDS : before + after < FIELDS
}

/** The number of fields in a run; undefined if one is invalid. An IPv4 address in the last place counts as two. */
function fieldsOf(text: string, isLast: boolean): number | undefined {
  if (text === '') return 0
  const fields = text.split(':')
  const last = fields.at(-1) ?? ''
  const hasIPv4 = isLast && IPV4.test(last)
  const isHex = (hasIPv4 ? fields.slice(0, -1) : fields).every((field) => /^[\da-f]{1,4}$/i.test(field))
  return isHex ? fields.length + (hasIPv4 ? 1 : 0) : undefined
}
