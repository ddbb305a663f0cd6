import { isName, nameFault, type NameFault, type NameForm } from '../kubernetes/names.ts'
import { found } from './found.ts'
import type { Verdict } from './verdict.ts'

const NAMES: Readonly<Record<NameForm, string>> = {
  label: 'a name of at most 63 lower-case letters, digits and "-" (an RFC 1123 label)',
  subdomain: 'a name of at most 253 lower-case letters, digits, "-" and "." (an RFC 1123 subdomain)',
  key: 'a key of at most 253 letters, digits, "-", "_" and "."',
}

/** What to do about a name whose length and characters are right, but not its form. */
const WAYS_OUT: Readonly<Record<NameForm, string>> = {
  label: 'begin and end it with a letter or a digit',
  subdomain: 'begin and end it, and each part between dots, with a letter or a digit',
  key: 'it may not be "." and may not begin with ".."',
}

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
  if (isName(secretName, 'label')) return { value: secretName }
  return {
    problem: `expected ${NAMES.label}, found nothing, and the default, secret-name's ${found(secretName)}, is no such name; give \`volume-name\``,
  }
}

function parseName(text: string, form: NameForm): Verdict<string> {
  const fault = nameFault(text, form)
  return fault ? { problem: `expected ${NAMES[form]}, found ${found(text)}${textOf(fault, form)}` } : { value: text }
}

function textOf(fault: NameFault, form: NameForm): string {
  switch (fault.code) {
    case 'foreign-character':
      return `, which has ${found(fault.character)}; ${/[A-Z]/.test(fault.character) ? 'write it in lower case' : 'take it out'}`
    case 'too-long':
      return `, which has ${fault.length} characters; shorten it`
    case 'wrong-form':
      return `; ${WAYS_OUT[form]}`
  }
}
