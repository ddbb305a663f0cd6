import { textOf, type Value } from '../yaml/value.ts'

/** Suffixes of a quantity: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
const POWERS_OF_TEN: ReadonlyMap<string, number> = new Map([
  ['n', -9],
  ['u', -6],
  ['m', -3],
  ['', 0],
  ['k', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['E', 18],
])
const POWERS_OF_1024: readonly string[] = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']

const QUANTITY = /^([0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE]([+-]?[0-9]+)|([A-Za-z]*))$/

/** The number that a quantity such as `500m` or `1Gi` stands for; undefined for what is none, or negative. */
export function amountOf(quantity: Value | undefined): number | undefined {
  const [, digits, exponent, suffix = ''] = QUANTITY.exec(textOf(quantity)) ?? []
  if (digits === undefined) return undefined
  const power = exponent ?? POWERS_OF_TEN.get(suffix)
  // One reading of the whole number rounds it once, so that 700m is 0.7.
  if (power !== undefined) return Number(`${digits}e${power}`)
  const binary = POWERS_OF_1024.indexOf(suffix)
  return binary === -1 ? undefined : Number(digits) * 1024 ** binary
}
