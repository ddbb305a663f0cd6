const SECRET = /pass|pwd|token|secret|key$/i

/** Names with one of the words above and a harmless value: the path of a file, or something public. */
const HARMLESS = /^(?:ssl|tls)[-_]?key$|pub(?:lic)?[-_]?key$|passfile$/i

/** Values of switches such as `allowCleartextPasswords=true`. */
const SWITCH = /^(?:true|false|yes|no|on|off|0|1)$/i

/** Whether the name of an attribute or parameter suggests that its value is a secret. */
export function isSecretValue(name: string, value: string): boolean {
  return value !== '' && SECRET.test(name) && !HARMLESS.test(name) && !SWITCH.test(value)
}
