import type { Database } from './database.ts'
import { DRIVERS, type DriverParameters } from './driver-parameters.ts'

/** A parameter of a database URL that keeps Atlas from connecting. Shows no value, and only known names. */
export interface ParameterFault {
  /** Continues "the database URL has ". */
  readonly message: string
  /** `older`: only builds of Atlas with an older driver reject it. */
  readonly kind: 'refused' | 'passed-on' | 'older'
}

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
  if (choice && !choice.includes(value))
    return [
      {
        kind: 'refused',
        message: `an invalid value of \`${name}\`: the driver accepts ${choice.map((word) => `\`${word}\``).join(', ')}.`,
      },
    ]
  if (form && !form.pattern.test(value))
    return [{ kind: 'refused', message: `an invalid value of \`${name}\`: the driver accepts ${form.words}.` }]
  if (name === 'sslmode' && choice && NEW_SSL_MODES.includes(value))
    return [
      {
        kind: 'older',
        message:
          'a value of `sslmode` that only Atlas builds with lib/pq 1.12 (March 2026) or later accept. All builds accept `require` and `disable`.',
      },
    ]
  return []
}

/** What lib/pq checks across parameters: https://github.com/lib/pq/blob/v1.12.0/connector.go */
function combinationFault(parameters: URLSearchParams, { choices }: DriverParameters): ParameterFault[] {
  if (!choices.has('sslmode')) return []
  const mode = parameters.get('sslmode') ?? ''
  if (parameters.get('sslnegotiation') === 'direct' && ['disable', 'allow', 'prefer'].includes(mode))
    return [
      {
        kind: 'refused',
        message:
          '`sslnegotiation`, which the driver rejects unless `sslmode` is `require`, `verify-ca` or `verify-full`.',
      },
    ]
  if (parameters.get('sslrootcert') === 'system' && !['', 'verify-full'].includes(mode))
    return [
      {
        kind: 'refused',
        message: '`sslrootcert`, with which the driver rejects any `sslmode` but `verify-full`.',
      },
    ]
  return []
}

function passedOnFault(names: readonly string[], { own, others, isForeign }: DriverParameters): ParameterFault[] {
  const spelled = own.find((name) => !names.includes(name) && names.some((given) => isSame(given, name)))
  if (spelled !== undefined)
    return [
      {
        kind: 'passed-on',
        message: `\`${spelled}\` in the wrong case: Atlas passes it on, and the server rejects it.`,
      },
    ]
  const known = others.filter((name) => names.includes(name))
  const unknown = names.filter((name) => ![...own, ...others].includes(name) && isForeign(name))
  if (known.length > 0) {
    const list = known.map((name) => `\`${name}\``).join(', ')
    const message =
      known.length === 1
        ? `the parameter ${list} of another tool: Atlas passes it on, and the server rejects it.`
        : `the parameters ${list} of other tools: Atlas passes them on, and the server rejects them.`
    return [{ kind: 'passed-on', message }]
  }
  if (unknown.length === 0) return []
  return [
    {
      kind: 'passed-on',
      message: 'a parameter with a name that no server setting has: Atlas passes it on, and the server rejects it.',
    },
  ]
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
