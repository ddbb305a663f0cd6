import { found } from './found.ts'
import { nearest } from './nearest.ts'
import { hasControlCharacter } from './plain-text.ts'
import type { Verdict } from './verdict.ts'

const LONGEST_NAME = 255
const LONGEST_TAG = 128

/** How many hexadecimal digits a digest has, by algorithm: those that the parser of Kubernetes and Docker knows. */
const DIGEST_LENGTHS: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
])

const DOMAIN_NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:[0-9]+)?$/i
const IPV6_ADDRESS = /^\[[a-f0-9:]+\](:[0-9]+)?$/i
const PATH_COMPONENT = /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*$/

/**
 * Accepts an image reference, `[HOST[:PORT]/]PATH[:TAG][@DIGEST]`, with a tag, a digest or both, and gives it back as
 * it is.
 *
 * The grammar is that of github.com/distribution/reference, which Kubernetes parses references with; so digests are
 * those of go-digest (sha256, sha384, sha512, in lower case). Two things are stricter: the name has at most 255
 * characters with its host counted in, and a first component without a dot, a port or the name `localhost` is never
 * taken for a host because of its upper-case letters.
 */
export function parseImageReference(text: string): Verdict<string> {
  const flaw = flawOf(text)
  if (flaw === undefined) return { value: text }
  return { problem: `expected [HOST[:PORT]/]PATH[:TAG][@DIGEST] with a tag or a digest, found ${found(text)}, ${flaw}` }
}

function flawOf(text: string): string | undefined {
  const wrapping = flawOfWrapping(text)
  if (wrapping !== undefined) return wrapping

  const at = text.indexOf('@')
  const named = at < 0 ? text : text.slice(0, at)
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1)
  const name = colon < 0 ? named : named.slice(0, colon)
  const tagWithSlash = colon < 0 ? tagIn(name) : undefined
  if (tagWithSlash !== undefined)
    return `whose tag ${found(tagWithSlash)} has a "/", which no tag may have; put "-" in its place, where the image is built, too`
  const nameFlaw = flawOfName(name)
  if (nameFlaw !== undefined) return nameFlaw

  const tagFlaw = colon < 0 ? undefined : flawOfTag(named.slice(colon + 1))
  if (tagFlaw !== undefined) return tagFlaw

  if (at >= 0) return flawOfDigest(text.slice(at + 1))
  if (colon < 0) return 'which has neither; add the tag that was built, such as :v0.1.2'
  return undefined
}

/** What stands around or beside a reference that was copied from elsewhere. */
function flawOfWrapping(text: string): string | undefined {
  if (/^["'`“”‘’]|["'`“”‘’]$/u.test(text)) return 'which has quotes around it; take them out'
  if (/[\r\n]/.test(text)) return 'which has more than one line; give one reference'
  if (/^-\s/.test(text)) return 'which is an item of a YAML list; take out the "-"'
  if (/^docker:\/\//i.test(text)) return 'which is how a workflow writes a step\'s `uses`; take out "docker://"'
  if (/^https?:\/\//i.test(text)) return 'which is a web address; give what `docker pull` takes, without "https://"'
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return 'which has a scheme in front; take out all up to "://"'
  if (/\$[({A-Z]/.test(text))
    return 'which has a variable, and nothing expands it here; give an expression such as ${{ env.TAG }}'
  if (hasControlCharacter(text)) return 'which has a control character; take it out'
  if (/\s/.test(text)) return 'which has a blank; take it out, and give one reference'
  return undefined
}

/** What stands behind a colon that is not one of `HOST:PORT`, although a "/" follows. */
function tagIn(name: string): string | undefined {
  const withoutHost = name.replace(/^(?:\[[^\]/]*\]?|[^/:]*)(?::\d*)?\//, '')
  return /:(.*)$/s.exec(withoutHost)?.[1]
}

function flawOfName(name: string): string | undefined {
  if (name === '') return 'which has no name in front; give the repository too'
  if (name.length > LONGEST_NAME) {
    return `whose name has ${name.length} characters; at most ${LONGEST_NAME} are allowed`
  }
  const slash = name.indexOf('/')
  const first = slash < 0 ? '' : name.slice(0, slash)
  const hasHost = first === 'localhost' || /[.:[]/.test(first)
  if (hasHost && !DOMAIN_NAME.test(first) && !IPV6_ADDRESS.test(first)) {
    return `whose registry ${found(first)} is not HOST or HOST:PORT; correct it`
  }
  return flawOfPath(hasHost ? name.slice(slash + 1) : name)
}

function flawOfPath(path: string): string | undefined {
  if (/[A-Z]/.test(path)) return 'whose repository has upper-case letters; write it in lower case'
  for (const component of path.split('/')) {
    if (component === '') return 'which has nothing before, between or after a "/"; take out the "/" or fill it in'
    if (!PATH_COMPONENT.test(component)) {
      return `whose path has ${found(component)}; use lower-case letters and digits, with ".", "_", "__" or "-" between`
    }
  }
  return undefined
}

function flawOfTag(tag: string): string | undefined {
  if (tag === '') return 'whose tag is empty; give it after the ":"'
  if (tag.length > LONGEST_TAG) return `whose tag has ${tag.length} characters; at most ${LONGEST_TAG} are allowed`
  if (/^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(tag)) return undefined
  return `whose tag is ${found(tag)}; use letters, digits, "_", "." and "-", with no "." or "-" in front`
}

function flawOfDigest(digest: string): string | undefined {
  const colon = digest.indexOf(':')
  if (colon < 0) return 'whose digest is not ALGORITHM:HEX; copy it whole, such as sha256:… with 64 digits'
  const algorithm = digest.slice(0, colon)
  const length = DIGEST_LENGTHS.get(algorithm)
  if (length === undefined) return flawOfAlgorithm(algorithm)
  const hex = digest.slice(colon + 1)
  if (!/^[0-9a-f]*$/.test(hex)) {
    return `whose ${algorithm} digest has other characters than 0-9 and a-f in lower case; copy it whole`
  }
  if (hex.length !== length) {
    return `whose ${algorithm} digest has ${hex.length} digits instead of ${length}; copy it whole`
  }
  return undefined
}

function flawOfAlgorithm(algorithm: string): string {
  const known = [...DIGEST_LENGTHS.keys()]
  const meant = nearest(algorithm, known, 2)
  const hint = meant === undefined ? 'give a digest of one of them' : `did you mean ${meant}?`
  return `whose digest's algorithm is ${found(algorithm)}; Kubernetes takes ${known.join(', ')}: ${hint}`
}
