import type { DiskFailure, FileFault, SystemFault } from '../failures/disk.ts'

/** Something cannot be used, read or written. `cause` is the original error, if there is one. */
export class DiskError extends Error {
  override readonly name = 'DiskError'
  readonly failure: DiskFailure

  constructor(failure: DiskFailure, options?: ErrorOptions) {
    super(failure.code, options)
    this.failure = failure
  }
}

/** A file is not as required. */
export class FileError extends Error {
  override readonly name = 'FileError'
  readonly fault: FileFault

  constructor(fault: FileFault) {
    super(fault.code)
    this.fault = fault
  }
}

/** What the error of a step says about the file. */
export function fileFault(error: unknown): FileFault {
  return error instanceof FileError ? error.fault : systemFault(error)
}

/** What the error of a step says. */
export function systemFault(error: unknown): SystemFault {
  const errno = errnoOf(error)
  if (errno !== undefined) return { code: 'system', errno }
  return { code: 'other', message: error instanceof Error ? error.message : String(error) }
}

/** The system's code of an error; undefined when it has none. */
export function errnoOf(error: unknown): string | undefined {
  const { code } = error as { readonly code?: unknown }
  return typeof code === 'string' && /^E[A-Z\d]+$/.test(code) ? code : undefined
}
