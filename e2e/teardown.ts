interface Step {
  readonly what: string
  readonly undo: () => Promise<void>
}

/**
 * What has to be undone at the end, the last first. It is noted before the thing is done, so that an interruption in
 * between leaves nothing behind.
 */
export class Teardown {
  private readonly steps: Step[] = []
  private ending: Promise<void> | undefined

  /** Throws when the end has begun: nothing may be started any more. */
  add(what: string, undo: () => Promise<void>): void {
    if (this.ending !== undefined) throw new Error(`Everything is being stopped, so this is not started: ${what}.`)
    this.steps.push({ what, undo })
  }

  /** Undoes everything; asked again, waits for the same. Throws at the end when something could not be undone. */
  end(): Promise<void> {
    this.ending ??= this.undoAll()
    return this.ending
  }

  private async undoAll(): Promise<void> {
    const failures: unknown[] = []
    for (const { what, undo } of this.steps.reverse()) {
      try {
        await undo()
      } catch (error) {
        failures.push(new Error(`Could not undo: ${what}.`, { cause: error }))
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Something is left behind.')
  }
}
