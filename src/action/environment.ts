import type { Redactor } from '../secrets/redactor.ts'
import { debugLine } from './runner.ts'

/** A variable of the environment; undefined where it is not set, or empty. */
export function environment(name: string): string | undefined {
  const value = process.env[name]
  return value === '' ? undefined : value
}

/** Prints where an error and its causes come from, for a run with debug logging. */
export function debugStack(error: unknown, redactor: Pick<Redactor, 'redact'>): void {
  if (!(error instanceof Error)) return
  if (error.stack) debugLine(redactor.redact(error.stack))
  debugStack(error.cause, redactor)
}
