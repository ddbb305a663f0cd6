import { nameFault, type NameForm } from '../kubernetes/names.ts'
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

function parseName(text: string, form: NameForm): Verdict<string> {
  const fault = nameFault(text, form)
  return fault ? { fault: { code: 'name', found: text, form, fault } } : { value: text }
}
