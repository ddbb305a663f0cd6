/**
 * One requirement of a label selector:
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export interface Requirement {
  readonly key: string
  readonly operator: 'in' | 'notin' | 'exists' | '!' | '>' | '<'
  /** At least one for `in` and `notin` (`=` and `!=` have one), a whole number for `>` and `<`, none for the others. */
  readonly values: readonly string[]
}

/** Whether labels satisfy all requirements, by the rules of Kubernetes' `labels.Requirement`. */
export function selects(requirements: readonly Requirement[], labels: ReadonlyMap<string, string>): boolean {
  return requirements.every((requirement) => meets(requirement, labels.get(requirement.key)))
}

function meets({ operator, values }: Requirement, value: string | undefined): boolean {
  switch (operator) {
    case 'in':
      return value !== undefined && values.includes(value)
    case 'notin':
      return value === undefined || !values.includes(value)
    case 'exists':
      return value !== undefined
    case '!':
      return value === undefined
    case '>':
    case '<':
      return value !== undefined && compares(value, operator, values[0] ?? '')
  }
}

/** Compares whole numbers. Any other label fails the comparison. */
function compares(value: string, operator: '>' | '<', bound: string): boolean {
  const isNumber = /^[+-]?[0-9]+$/
  if (!isNumber.test(value)) return false
  const [left, right] = [BigInt(value.replace('+', '')), BigInt(bound.replace('+', ''))]
  return operator === '>' ? left > right : left < right
}
