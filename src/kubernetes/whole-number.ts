import { valueAt, type Path, type Value } from '../yaml/value.ts'

/** The whole number at a path; undefined when there is none, or something else. */
export function wholeNumberAt(root: Value, path: Path): number | undefined {
  const value = valueAt(root, path)
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined
}
