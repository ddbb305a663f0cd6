import type { FieldFault } from '../kubernetes/field-fault.ts'
import { quantityMeantBy } from '../kubernetes/quantity.ts'
import { valueAt, type Path, type YamlMap } from '../yaml/value.ts'
import type { Refused } from './fault.ts'
import { nearest } from './nearest.ts'

/** The refusal of a mapping for one of its fields, with what was found there, and what was probably meant. */
export function fieldRefusal(fault: FieldFault, root: YamlMap): Refused {
  const found = 'path' in fault ? foundAt(root, fault.path) : undefined
  return { fault: { code: 'field', fault, found, nearest: nearestOf(fault, found ?? '') } }
}

function foundAt(root: YamlMap, path: Path): string {
  const value = valueAt(root, path) ?? null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function nearestOf(fault: FieldFault, found: string): string | undefined {
  switch (fault.code) {
    case 'unexpected-value':
      return fault.expected === 'quantity' ? quantityMeantBy(found) : undefined
    case 'not-a-choice':
      return nearest(found, fault.choices, 3)
    case 'unknown-field':
      return nearest(fault.key, fault.known, 3)
    case 'unknown-resource': {
      const { key, known } = fault
      return known.find((name) => name.startsWith(key.toLowerCase())) ?? nearest(key, known, 2)
    }
    default:
      return undefined
  }
}
