/** `a`, `b` or `c` */
export function anyOf(choices: readonly string[]): string {
  const names = choices.map((choice) => `\`${choice}\``)
  const last = names.pop() ?? ''
  return names.length === 0 ? last : `${names.join(', ')} or ${last}`
}

/** A question that goes on behind a sentence; empty without a suggestion. */
export function didYouMean(nearest: string | undefined): string {
  return nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`
}
