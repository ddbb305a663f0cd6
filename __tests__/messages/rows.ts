/** Rows of faults, of what the words need beside them, and of the words: at least one row for each code, or it does not compile. */
export type Rows<Fault extends { readonly code: string }, Context extends readonly unknown[] = []> = {
  readonly [Code in Fault['code']]: readonly Row<Fault & { readonly code: Code }, Context>[]
}

type Row<Fault, Context extends readonly unknown[]> = readonly [fault: Fault, ...context: Context, words: string]

/** All rows, for a table test. */
export function tableOf<Fault extends { readonly code: string }, Context extends readonly unknown[]>(
  rows: Rows<Fault, Context>,
): Row<Fault, Context>[] {
  return Object.values<readonly Row<Fault, Context>[]>(rows).flat()
}
