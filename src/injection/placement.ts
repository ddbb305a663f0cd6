/** Where among the init containers ours stands. `name` is another one's, which it stands directly before or after. */
export type Placement = { readonly at: 'first' | 'last' } | { readonly at: 'before' | 'after'; readonly name: string }
