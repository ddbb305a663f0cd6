const SECRET = /pass|pwd|token|secret|key$/i

/** Names that hold one of the words above and whose value is no secret: a file's path, or public by its nature. */
const HARMLESS = /^(?:ssl|tls)[-_]?key$|pub(?:lic)?[-_]?key$|passfile$/i

/** Values of switches such as `allowCleartextPasswords=true`. */
const SWITCH = /^(?:true|false|yes|no|on|off|0|1)$/i

/** Whether the name of an attribute or a parameter says that this value of it is a secret. */
export function isSecretValue(name: string, value: string): boolean {
  return value !== '' && SECRET.test(name) && !HARMLESS.test(name) && !SWITCH.test(value)
}
