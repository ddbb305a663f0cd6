import { isName, nameFault, type NameForm } from '../kubernetes/names.ts'
import type { Verdict } from './fault.ts'

/** Accepts an RFC 1123 label. */
export function parseLabel(text: string): Verdict<string> {
  return parseName(text, 'label')
}

/** Accepts an RFC 1123 subdomain. */
export function parseSubdomain(text: string): Verdict<string> {
  return parseName(text, 'subdomain')
}

/** Accepts the key of a ConfigMap or Secret. */
export function parseSecretKey(text: string): Verdict<string> {
  return parseName(text, 'key')
}

/**
 * The volume's name when none is given: the Secret's, which is a subdomain and so not always the label that a volume
 * needs.
 */
export function volumeNameFromSecretName(secretName: string): Verdict<string> {
  return isName(secretName, 'label')
    ? { value: secretName }
    : { fault: { code: 'secret-name-for-volume', found: secretName } }
}

function parseName(text: string, form: NameForm): Verdict<string> {
  const fault = nameFault(text, form)
  return fault ? { fault: { code: 'name', found: text, form, fault } } : { value: text }
}
