import { hclLiterals } from '../atlas/hcl-literals.ts'
import { isSecretValue } from './secret-name.ts'
import { urlSecrets } from './url-secrets.ts'

/** A text in a config: its source, and its value without interpolations. */
interface Written {
  readonly source: string
  readonly text: string
}

/** RFC 3986, 3.1. No scheme is longer, and the bound keeps the search linear. */
const URL_IN_TEXT = /[a-z][a-z0-9+.-]{0,40}:\/\/[^\s"]*/gi

/** A user without a password may be a token. */
const ONLY_USER = /:\/\/[^/?#@:]+@/

/** Docker URLs of Atlas' dev databases: the part before the `@` is an image, not a user. */
const IMAGE = /^docker[+:]/i

const INTERPOLATION = /(?<!\$)\$\{[^}]*\}/g

/**
 * The secrets in an HCL text, as source and as value: URLs with credentials (in quotes, comments and heredocs), their
 * secret parts, and literals assigned to names that suggest a secret. An interpolated value is not part of the text:
 * `"postgres://app:${var.password}@db/shop"` has no secret. Never throws.
 */
export function configSecrets(config: string): string[] {
  const urls = [...config.matchAll(URL_IN_TEXT)].map(([source]) => ({
    source,
    text: source.replace(INTERPOLATION, ''),
  }))
  return [...new Set([...urls.flatMap(secretsOfUrl), ...literalSecrets(config)])]
}

function literalSecrets(config: string): string[] {
  const secrets: string[] = []
  let variable = ''
  for (const literal of hclLiterals(config)) {
    if (/\bvariable\s*$/.test(literal.before)) variable = literal.text
    const attribute = /(?<![\w-])([\w-]+)"?\s*[=:]\s*$/.exec(literal.before)?.[1] ?? ''
    const name = attribute === 'default' ? variable : attribute
    if (isSecretValue(name, literal.text)) secrets.push(literal.text, literal.source)
    if (literal.text.includes('://')) secrets.push(...secretsOfUrl(literal))
  }
  return secrets
}

function secretsOfUrl({ source, text }: Written): string[] {
  if (IMAGE.test(text)) return []
  const secrets = urlSecrets(text)
  return secrets.length > 0 || ONLY_USER.test(text) ? [text, source, ...secrets, ...urlSecrets(source)] : []
}
