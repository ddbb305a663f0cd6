import { isAlias, visit, type Alias, type Document, type Node } from 'yaml'

/** The target of each alias in a document. */
type Targets = ReadonlyMap<Alias, Node | undefined>

const KNOWN = new WeakMap<Document, Targets>()

/**
 * The target of an alias: the last node before it with its anchor; undefined when there is none. It resolves all
 * aliases of a document at once, because `alias.resolve` searches the whole document each time.
 */
export function targetOf(alias: Alias, yaml: Document): Node | undefined {
  const known = KNOWN.get(yaml) ?? targetsIn(yaml)
  KNOWN.set(yaml, known)
  return known.get(alias)
}

function targetsIn(yaml: Document): Targets {
  const anchors = new Map<string, Node>()
  const targets = new Map<Alias, Node | undefined>()
  visit(yaml, {
    Node: (_key, node) => {
      if (isAlias(node)) targets.set(node, anchors.get(node.source))
      else if (node.anchor !== undefined) anchors.set(node.anchor, node)
    },
  })
  return targets
}
