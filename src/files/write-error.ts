/** Says which file could not be written, why (its `cause`, too), and in what state the others are. */
export class WriteError extends Error {
  override readonly name = 'WriteError'
  /** The file that could not be written. */
  readonly path: string
  /** The files that hold their new text nevertheless, because they could not be put back. */
  readonly unrestored: readonly string[]
  /** The files that somebody else changed after they had their new text, and that were left so. */
  readonly changedSince: readonly string[]
  /** Folders with temporary files that could not be removed. */
  readonly left: readonly string[]

  constructor(
    path: string,
    cause: unknown,
    { unrestored, changedSince, left }: Pick<WriteError, 'unrestored' | 'changedSince' | 'left'>,
  ) {
    const state = [
      unrestored.length + changedSince.length === 0
        ? 'Every other file is as it was before.'
        : 'The others are as they were before, but for these.',
      ...sentence('These files hold their new text and could not be put back', unrestored),
      ...sentence(
        'These files got their new text, were changed by another process since, and were left so',
        changedSince,
      ),
      ...sentence('These folders with temporary files, which git ignores, could not be removed', left),
    ]
    super(`Cannot write ${path}: ${(cause as Error).message}. ${state.join(' ')}`, { cause })
    this.path = path
    this.unrestored = unrestored
    this.changedSince = changedSince
    this.left = left
  }
}

function sentence(what: string, paths: readonly string[]): string[] {
  return paths.length === 0 ? [] : [`${what}: ${paths.join(', ')}.`]
}
