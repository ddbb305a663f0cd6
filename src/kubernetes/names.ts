/** The forms of names in Kubernetes. */
export type NameForm = 'label' | 'subdomain' | 'key'

/** Why a text is not a name of a form. */
export type NameFault =
  | { readonly code: 'foreign-character'; readonly character: string }
  | { readonly code: 'too-long'; readonly length: number; readonly longest: number }
  /** Neither the length nor a single character is wrong. */
  | { readonly code: 'wrong-form' }

interface NameRule {
  readonly longest: number
  readonly pattern: RegExp
  /** A single character that no such name contains. */
  readonly foreign: RegExp
}

const LABEL = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?'

/** IsDNS1123Label, IsDNS1123Subdomain and IsConfigMapKey of Kubernetes' apimachinery. */
const RULES: Readonly<Record<NameForm, NameRule>> = {
  label: { longest: 63, pattern: new RegExp(`^${LABEL}$`), foreign: /[^-a-z0-9]/u },
  subdomain: { longest: 253, pattern: new RegExp(`^${LABEL}(?:\\.${LABEL})*$`), foreign: /[^-.a-z0-9]/u },
  key: { longest: 253, pattern: /^(?!\.$|\.\.)[-._a-zA-Z0-9]+$/, foreign: /[^-._a-zA-Z0-9]/u },
}

/** What is wrong with a name; undefined when Kubernetes accepts it. */
export function nameFault(text: string, form: NameForm): NameFault | undefined {
  const { longest, pattern, foreign } = RULES[form]
  const character = foreign.exec(text)?.[0]
  if (character !== undefined) return { code: 'foreign-character', character }
  if (text.length > longest) return { code: 'too-long', length: text.length, longest }
  return pattern.test(text) ? undefined : { code: 'wrong-form' }
}

/** Whether Kubernetes accepts a name. */
export function isName(text: string, form: NameForm): boolean {
  return nameFault(text, form) === undefined
}

/** Whether a text can follow the domain of a qualified name, as in a label. */
export function isLabelName(text: string): boolean {
  return text.length <= 63 && /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/.test(text)
}

/**
 * Whether a text is a qualified name: a name, optionally after a domain and a slash.
 *
 * Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function isQualifiedName(text: string): boolean {
  const [name = '', domain, ...more] = text.split('/').reverse()
  return more.length === 0 && isLabelName(name) && (domain === undefined || isName(domain, 'subdomain'))
}
