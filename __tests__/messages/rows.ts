/** Rows of faults and their words: at least one for each code, or it does not compile. */
export type Rows<Fault extends { readonly code: string }> = {
  readonly [Code in Fault['code']]: readonly Row<Fault & { readonly code: Code }>[]
}

type Row<Fault> = readonly [fault: Fault, words: string]

/** All rows, for a table test. */
export function tableOf<Fault extends { readonly code: string }>(rows: Rows<Fault>): Row<Fault>[] {
  return Object.values<readonly Row<Fault>[]>(rows).flat()
}
