import type { Location } from '../outcome/diagnostic.ts'

/** Where something shows, as `file:line:column` or what there is of it; empty without a file. */
export function placeOf(location: Location | undefined): string {
  const { file, line, column } = location ?? {}
  return [file, line, column].filter((part) => part !== undefined).join(':')
}
