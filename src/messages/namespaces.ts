/** Namespaces for the middle of a sentence; an empty one is the current namespace of `kubectl`. */
export function namespaceWords(namespaces: readonly string[]): string {
  const names = namespaces.filter((name) => name !== '').map((name) => `\`${name}\``)
  const named = names.length === 0 ? [] : [`the ${names.length === 1 ? 'namespace' : 'namespaces'} ${names.join(', ')}`]
  const current = namespaces.includes('') ? ['the current namespace of `kubectl`'] : []
  return [...named, ...current].join(' and ')
}
