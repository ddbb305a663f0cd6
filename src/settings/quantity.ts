import { textOf, type Value } from '../yaml/value.ts'
import { found } from './found.ts'
import type { Verdict } from './verdict.ts'

/** An amount as a whole number of quintillionths. */
export type Quantity = bigint

/** Powers of ten and of two behind a quantity: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E']
const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']

const SCALE = 18

/** Sign, whole part, fraction, suffix or exponent. */
const QUANTITY = /^([+-]?)(?=\.?[0-9])([0-9]*)(?:\.([0-9]*))?([A-Za-z]*|[eE][+-]?[0-9]{1,2})$/

/** Accepts a Kubernetes quantity that is not negative: a number, or a text such as `500m`, `128Mi`, `1e3`. */
export function parseQuantity(value: Value): Verdict<Quantity> {
  const text = textOf(value)
  const what = `expected a quantity such as 500m, 128Mi or 2, found ${found(text)}`
  const [, sign, whole = '', fraction = '', suffix = ''] = QUANTITY.exec(text) ?? []
  if (sign === undefined || typeof value === 'boolean') return { problem: what }
  if (sign === '-') return { problem: `${what}, which is negative` }
  const factor = factorOf(suffix)
  if (factor !== undefined) return { value: (BigInt(whole + fraction) * factor) / 10n ** BigInt(fraction.length) }
  const base = suffix.replace(/b$/i, '').toLowerCase()
  const meant = ['k', 'M', 'G', 'T', 'P', 'E', ...BINARY].find((known) => known.toLowerCase() === base)
  return { problem: meant ? `${what}; did you mean \`${text.slice(0, -suffix.length)}${meant}\`?` : what }
}

/** What a suffix multiplies with, in quintillionths; undefined when there is no such suffix. */
function factorOf(suffix: string): bigint | undefined {
  const one = 10n ** BigInt(SCALE)
  const binary = BINARY.indexOf(suffix)
  if (binary !== -1) return one * 1024n ** BigInt(binary + 1)
  const decimal = DECIMAL.indexOf(suffix)
  const exponent = decimal === -1 ? /^[eE]([+-]?[0-9]+)$/.exec(suffix)?.[1] : (decimal - DECIMAL.indexOf('')) * 3
  if (exponent === undefined) return undefined
  const power = SCALE + Number(exponent)
  return power < 0 ? 0n : 10n ** BigInt(power)
}

/** Whether an amount is a whole number. */
export function isWhole(quantity: Quantity): boolean {
  return quantity % 10n ** BigInt(SCALE) === 0n
}

/** Less than zero, zero or more, as the first is less than, equal to or more than the second. */
export function compareQuantities(left: Quantity, right: Quantity): number {
  return left < right ? -1 : left > right ? 1 : 0
}
