/** Namespaces as one speaks of them; the empty one is that of whoever applies. */
export function namespaceWords(namespaces: readonly string[]): string {
  return namespaces.map((name) => (name === '' ? "`kubectl`'s current namespace" : `\`${name}\``)).join(' and for ')
}
