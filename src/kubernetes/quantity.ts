import { textOf, type Value } from '../yaml/value.ts'

/** An amount in whole quintillionths. */
export type Quantity = bigint

/**
 * The suffixes for powers of ten and of two:
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E']
const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']

const SCALE = 18

/** Groups: the whole part, the fraction, and the suffix or exponent. */
const QUANTITY = /^\+?(?=\.?[0-9])([0-9]*)(?:\.([0-9]*))?([A-Za-z]*|[eE][+-]?[0-9]{1,2})$/

/** The amount of a Kubernetes quantity such as `500m`, `128Mi`, `1e3` or 2; undefined for a negative or invalid one. */
export function quantityOf(value: Value | undefined): Quantity | undefined {
  const [, whole = '', fraction = '', suffix] = QUANTITY.exec(textOf(value)) ?? []
  const factor = suffix === undefined ? undefined : factorOf(suffix)
  return factor === undefined ? undefined : (BigInt(whole + fraction) * factor) / 10n ** BigInt(fraction.length)
}

/** The quantity that a text such as `512mb` probably means: `512M`. */
export function quantityMeantBy(text: string): string | undefined {
  const suffix = QUANTITY.exec(text)?.[3]
  const base = suffix?.replace(/b$/i, '').toLowerCase()
  const meant = ['k', 'M', 'G', 'T', 'P', 'E', ...BINARY].find((known) => known.toLowerCase() === base)
  return suffix && meant && text.slice(0, -suffix.length) + meant
}

/** The factor of a suffix, in quintillionths; undefined for an unknown suffix. */
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
