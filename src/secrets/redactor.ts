import { atlasHcl } from '../atlas/atlas-hcl.ts'
import { configSecrets } from './config-secrets.ts'
import { encodings } from './encodings.ts'
import { urlSecrets } from './url-secrets.ts'

/** The settings that hold secrets, as given: not validated, an empty string for one that is not given. */
export interface SecretSettings {
  readonly databaseUrl: string
  readonly config: string
  readonly token: string
  /** No secret: it stands in the `atlas.hcl` made around the database URL. */
  readonly env: string
}

/** Knows every form of every secret value. */
export interface Redactor {
  /**
   * What the runner must mask: each form of one line once, longest first. One of one or two characters is none: with it,
   * no log could be read.
   */
  readonly masks: readonly string[]
  /**
   * Whether a text that is not secret (a setting) holds a secret: a distinctive form anywhere, another one as a whole
   * word. Words end at white space, `=`, `,`, `;` and quotes, and in a URL at what separates its parts. A form of one or
   * two characters is never counted.
   */
  isIn(text: string): boolean
  /** Where the first *distinctive* form starts in a text (a manifest), or -1. */
  indexIn(text: string): number
  /** A text for people, with `***` in the place of every form that the runner masks. */
  redact(text: string): string
}

/** Shorter forms stand in any text by chance. */
const MIN_COUNTED_LENGTH = 3

/** The runner masks line by line; shorter lines of a configuration are such as `}`. */
const MIN_LINE_LENGTH = 8

const MIN_DISTINCTIVE_LENGTH = 8

/** Words such as `postgres` are of one class; none that is likely to stand in a manifest is as long. */
const MIN_DISTINCTIVE_LENGTH_OF_ONE_CLASS = 16

const CHARACTER_CLASSES = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u]

/**
 * Knows the forms of the credentials, of the `atlas.hcl` made from them, of the secret parts of each (see {@link urlSecrets},
 * {@link configSecrets}) and of the token, in every encoding of {@link encodings}. All of a credential is distinctive; a
 * part or the token is if it has 8 characters or more of at least two classes (lower case, upper case, digits, others), or 16 of one,
 * and then so are its encodings. The lines of `config` are masked and not searched for: most are harmless HCL.
 * Never throws.
 */
export function redactorOf(settings: SecretSettings): Redactor {
  const url = settings.databaseUrl.trim()
  const wholes = [settings.databaseUrl, url, settings.config, settings.config.trim()]
  if (url !== '') wholes.push(atlasHcl(settings.env.trim(), url))
  const parts = [...urlSecrets(url), ...configSecrets(settings.config), settings.token.trim()]

  const weakParts = parts.filter((part) => !isDistinctive(passwordIn(part, parts)))

  const distinctive = allEncodings([...wholes, ...parts.filter((part) => !weakParts.includes(part))])
  const weak = allEncodings(weakParts)
  const searched = [...distinctive].filter(isCounted)
  const words = new Set([...weak].filter(isCounted))

  const masks = [...new Set([...distinctive, ...weak, ...longLines(settings.config)])]
    // The runner masks each line of a mask, and so would mask every `}` of the job.
    .filter((form) => isCounted(form) && !/[\r\n]/.test(form))
    .sort((a, b) => b.length - a.length)

  return {
    masks,
    isIn: (text) =>
      searched.some((form) => text.includes(form)) || wordsOf(text).some((candidate) => words.has(candidate)),
    indexIn: (text) => firstOf(searched, text),
    redact: (text) => masks.reduce((redacted, mask) => redacted.replaceAll(mask, '***'), text),
  }
}

function allEncodings(values: readonly string[]): Set<string> {
  return new Set([...new Set(values)].flatMap(encodings))
}

/** A `user:password` is as distinctive as its password: `root:root` stands in many a manifest. */
function passwordIn(part: string, parts: readonly string[]): string {
  const password = part.slice(part.indexOf(':') + 1)
  return parts.includes(password) ? password : part
}

function isDistinctive(value: string): boolean {
  const classes = CHARACTER_CLASSES.filter((characters) => characters.test(value)).length
  return value.length >= (classes > 1 ? MIN_DISTINCTIVE_LENGTH : MIN_DISTINCTIVE_LENGTH_OF_ONE_CLASS)
}

function isCounted(form: string): boolean {
  return form.length >= MIN_COUNTED_LENGTH
}

function longLines(text: string): string[] {
  return text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line.length >= MIN_LINE_LENGTH)
}

/** The words of a text and the parts of its URLs, and the text itself: a secret may hold what ends a word. */
function wordsOf(text: string): string[] {
  const urls = text.match(/[^\s"']+:\/\/[^\s"']+/g) ?? []
  return [text.trim(), ...text.split(/[\s=,;"']+/), ...urls.flatMap((url) => url.split(/[:/@?#&=;]+/))]
}

function firstOf(forms: readonly string[], text: string): number {
  let first = -1
  for (const form of forms) {
    const at = text.indexOf(form)
    if (at !== -1 && (first === -1 || at < first)) first = at
  }
  return first
}
