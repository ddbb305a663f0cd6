import { found } from './found.ts'
import type { Verdict } from './verdict.ts'

interface NameRule {
  readonly description: string
  readonly longest: number
  readonly pattern: RegExp
  /** A single character that may not stand in such a name. */
  readonly foreign: RegExp
}

const LABEL: NameRule = {
  description: 'a name of at most 63 lower-case letters, digits and "-" (an RFC 1123 label)',
  longest: 63,
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  foreign: /[^-a-z0-9]/u,
}

const SUBDOMAIN: NameRule = {
  description: 'a name of at most 253 lower-case letters, digits, "-" and "." (an RFC 1123 subdomain)',
  longest: 253,
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  foreign: /[^-.a-z0-9]/u,
}

const SECRET_KEY: NameRule = {
  description: 'a key of at most 253 letters, digits, "-", "_" and "."',
  longest: 253,
  pattern: /^(?!\.$|\.\.)[-._a-zA-Z0-9]+$/,
  foreign: /[^-._a-zA-Z0-9]/u,
}

/** Accepts an RFC 1123 label, as IsDNS1123Label of Kubernetes' apimachinery does. */
export function parseLabel(text: string): Verdict<string> {
  return parseName(text, LABEL, 'begin and end it with a letter or a digit')
}

/** Accepts an RFC 1123 subdomain, as IsDNS1123Subdomain of Kubernetes' apimachinery does. */
export function parseSubdomain(text: string): Verdict<string> {
  return parseName(text, SUBDOMAIN, 'begin and end it, and each part between dots, with a letter or a digit')
}

/** Accepts the key of a ConfigMap or Secret, as IsConfigMapKey of Kubernetes' apimachinery does. */
export function parseSecretKey(text: string): Verdict<string> {
  return parseName(text, SECRET_KEY, 'it may not be "." and may not begin with ".."')
}

/**
 * The volume's name when none is given: the Secret's, which is a subdomain and so not always the label that a volume
 * needs.
 */
export function volumeNameFromSecretName(secretName: string): Verdict<string> {
  if (LABEL.pattern.test(secretName) && secretName.length <= LABEL.longest) return { value: secretName }
  return {
    problem: `expected ${LABEL.description}, found nothing, and the default, secret-name's ${found(secretName)}, is no such name; give \`volume-name\``,
  }
}

/** `wayOut` is what to do about a name whose length and characters are right, but not its form. */
function parseName(text: string, rule: NameRule, wayOut: string): Verdict<string> {
  const expected = `expected ${rule.description}, found ${found(text)}`
  const foreign = rule.foreign.exec(text)?.[0]
  if (foreign !== undefined) return { problem: `${expected}, which has ${found(foreign)}; ${replacement(foreign)}` }
  if (text.length > rule.longest) return { problem: `${expected}, which has ${text.length} characters; shorten it` }
  if (!rule.pattern.test(text)) return { problem: `${expected}; ${wayOut}` }
  return { value: text }
}

function replacement(foreign: string): string {
  return /[A-Z]/.test(foreign) ? 'write it in lower case' : 'take it out'
}
