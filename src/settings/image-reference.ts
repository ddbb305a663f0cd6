import type { Fault, Verdict } from './fault.ts'
import { nearest } from './nearest.ts'
import { hasControlCharacter } from './plain-text.ts'

const LONGEST_NAME = 255
const LONGEST_TAG = 128

/** The number of hexadecimal digits in a digest, for each algorithm that the parser of Kubernetes and Docker knows. */
const DIGEST_LENGTHS: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
])

const DOMAIN_NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:[0-9]+)?$/i
const IPV6_ADDRESS = /^\[[a-f0-9:]+\](:[0-9]+)?$/i
const PATH_COMPONENT = /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*$/

/**
 * Accepts an image reference, `[HOST[:PORT]/]PATH[:TAG][@DIGEST]`, with a tag, a digest or both, and returns it
 * unchanged.
 *
 * The grammar is that of github.com/distribution/reference, which Kubernetes uses; digests are those of go-digest
 * (sha256, sha384, sha512, in lowercase). Two rules are stricter: the name has at most 255 characters including the
 * host, and a first component without a dot, a port or the name `localhost` is never a host because of uppercase
 * letters.
 */
export function parseImageReference(text: string): Verdict<string> {
  const fault = wrappingFault(text) ?? referenceFault(text)
  return fault ? { fault } : { value: text }
}

/** What surrounds or accompanies a reference that was copied from elsewhere. */
function wrappingFault(text: string): Fault | undefined {
  const code = wrapping(text)
  return code && { code, found: text }
}

function wrapping(text: string) {
  if (/^["'`“”‘’]|["'`“”‘’]$/u.test(text)) return 'quotes'
  if (/[\r\n]/.test(text)) return 'several-lines'
  if (/^-\s/.test(text)) return 'yaml-list-item'
  if (/^docker:\/\//i.test(text)) return 'image-for-workflow'
  if (/^https?:\/\//i.test(text)) return 'image-address'
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return 'image-scheme'
  if (/\$[({A-Z]/.test(text)) return 'image-variable'
  if (hasControlCharacter(text)) return 'control-character'
  return /\s/.test(text) ? 'blank' : undefined
}

function referenceFault(text: string): Fault | undefined {
  const at = text.indexOf('@')
  const named = at < 0 ? text : text.slice(0, at)
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1)
  const name = colon < 0 ? named : named.slice(0, colon)
  const tagWithSlash = colon < 0 ? tagIn(name) : undefined
  if (tagWithSlash !== undefined) return { code: 'tag-with-slash', found: tagWithSlash }
  const fault = nameFault(name, text) ?? (colon < 0 ? undefined : tagFault(named.slice(colon + 1), text))
  if (fault) return fault
  if (at >= 0) return digestFault(text.slice(at + 1))
  return colon < 0 ? { code: 'image-without-tag', found: text } : undefined
}

/** The text after a colon that is not part of `HOST:PORT`, although a "/" follows. */
function tagIn(name: string): string | undefined {
  const withoutHost = name.replace(/^(?:\[[^\]/]*\]?|[^/:]*)(?::\d*)?\//, '')
  return /:(.*)$/s.exec(withoutHost)?.[1]
}

function nameFault(name: string, text: string): Fault | undefined {
  if (name === '') return { code: 'image-without-name', found: text }
  if (name.length > LONGEST_NAME) return { code: 'image-name-length', length: name.length, longest: LONGEST_NAME }
  const slash = name.indexOf('/')
  const first = slash < 0 ? '' : name.slice(0, slash)
  const hasHost = first === 'localhost' || /[.:[]/.test(first)
  if (hasHost && !DOMAIN_NAME.test(first) && !IPV6_ADDRESS.test(first)) return { code: 'registry', found: first }
  return pathFault(hasHost ? name.slice(slash + 1) : name, text)
}

function pathFault(path: string, text: string): Fault | undefined {
  if (/[A-Z]/.test(path)) return { code: 'upper-case-path', found: text }
  const component = path.split('/').find((part) => !PATH_COMPONENT.test(part))
  if (component === '') return { code: 'empty-path-component', found: text }
  return component === undefined ? undefined : { code: 'path-component', found: component }
}

function tagFault(tag: string, text: string): Fault | undefined {
  if (tag === '') return { code: 'empty-tag', found: text }
  if (tag.length > LONGEST_TAG) return { code: 'tag-length', length: tag.length, longest: LONGEST_TAG }
  return /^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(tag) ? undefined : { code: 'tag', found: tag }
}

function digestFault(digest: string): Fault | undefined {
  const [, algorithm, hex = ''] = /^([^:]*):(.*)$/s.exec(digest) ?? []
  if (algorithm === undefined) return { code: 'digest-form' }
  const expected = DIGEST_LENGTHS.get(algorithm)
  if (expected === undefined) {
    const choices = [...DIGEST_LENGTHS.keys()]
    return { code: 'digest-algorithm', found: algorithm, choices, nearest: nearest(algorithm, choices, 2) }
  }
  if (!/^[0-9a-f]*$/.test(hex)) return { code: 'digest-characters', algorithm }
  return hex.length === expected ? undefined : { code: 'digest-length', algorithm, length: hex.length, expected }
}
