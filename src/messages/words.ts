/** The words for each code of a union of faults. A code without words does not compile. */
export type Words<Fault extends { readonly code: string }, Context extends readonly unknown[] = []> = {
  readonly [Code in Fault['code']]: (fault: Fault & { readonly code: Code }, ...context: Context) => string
}

/** The words for a fault. */
export function wordsFor<Fault extends { readonly code: string }, Context extends readonly unknown[]>(
  words: Words<Fault, Context>,
  fault: Fault,
  ...context: Context
): string {
  const code: Fault['code'] = fault.code
  return words[code](fault, ...context)
}
