import type { Database } from './database.ts'
import { DRIVERS, type DriverParameters, type FormName } from './driver-parameters.ts'

/** A parameter of a database URL that keeps Atlas from connecting. Shows no value, and only known names. */
export type ParameterFault =
  // The driver rejects it
  | { readonly code: 'not-a-choice'; readonly name: string; readonly choices: readonly string[] }
  | { readonly code: 'wrong-form'; readonly name: string; readonly form: FormName }
  | { readonly code: 'direct-negotiation' | 'system-certificate' }
  // Only builds of Atlas with an older driver reject it
  | { readonly code: 'new-ssl-mode' }
  // Atlas passes it on, and the server rejects it
  | { readonly code: 'wrong-case'; readonly name: string }
  | { readonly code: 'other-tools'; readonly names: readonly string[] }
  | { readonly code: 'no-setting' }

/** Values of `sslmode` that lib/pq accepts since 1.12: https://github.com/lib/pq/releases/tag/v1.12.0 */
const NEW_SSL_MODES = ['allow', 'prefer']

/** Everything in the parameters of a database URL that the driver or the server rejects. */
export function parameterFaults({ engine, socket, parameters }: Database): readonly ParameterFault[] {
  const driver = DRIVERS[engine]
  if (!driver) return []
  // Atlas reads the name of the database from it if the path of the URL is a socket.
  const isTaken = (name: string): boolean => name === 'database' && socket !== undefined
  const names = [...new Set(parameters.keys())].filter((name) => parameters.get(name) !== '' && !isTaken(name))
  return [
    ...names.flatMap((name) => valueFault(name, parameters.get(name) ?? '', driver)),
    ...combinationFault(parameters, driver),
    ...passedOnFault(names, driver),
  ]
}

function valueFault(name: string, value: string, { choices, forms }: DriverParameters): ParameterFault[] {
  const choice = choices.get(name)
  const form = forms.get(name)
  if (choice && !choice.includes(value)) return [{ code: 'not-a-choice', name, choices: choice }]
  if (form && !form.pattern.test(value)) return [{ code: 'wrong-form', name, form: form.name }]
  return name === 'sslmode' && choice && NEW_SSL_MODES.includes(value) ? [{ code: 'new-ssl-mode' }] : []
}

/** What lib/pq checks across parameters: https://github.com/lib/pq/blob/v1.12.0/connector.go */
function combinationFault(parameters: URLSearchParams, { choices }: DriverParameters): ParameterFault[] {
  if (!choices.has('sslmode')) return []
  const mode = parameters.get('sslmode') ?? ''
  if (parameters.get('sslnegotiation') === 'direct' && ['disable', 'allow', 'prefer'].includes(mode))
    return [{ code: 'direct-negotiation' }]
  const isSystem = parameters.get('sslrootcert') === 'system'
  return isSystem && !['', 'verify-full'].includes(mode) ? [{ code: 'system-certificate' }] : []
}

function passedOnFault(given: readonly string[], { own, others, isForeign }: DriverParameters): ParameterFault[] {
  const name = own.find((known) => !given.includes(known) && given.some((other) => isSame(other, known)))
  if (name !== undefined) return [{ code: 'wrong-case', name }]
  const names = others.filter((other) => given.includes(other))
  if (names.length > 0) return [{ code: 'other-tools', names }]
  const isUnknown = given.some((other) => ![...own, ...others].includes(other) && isForeign(other))
  return isUnknown ? [{ code: 'no-setting' }] : []
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
