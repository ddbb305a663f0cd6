/**
 * The position of the init container among the others: directly before or after the one called `name`, or at an end.
 */
export type Placement = { readonly at: 'first' | 'last' } | { readonly at: 'before' | 'after'; readonly name: string }
