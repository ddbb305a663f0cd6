import { isAlias, visit, type Alias, type Document, type Node } from 'yaml'

/** What each alias of a document stands for. */
type Targets = ReadonlyMap<Alias, Node | undefined>

const KNOWN = new WeakMap<Document, Targets>()

/**
 * What an alias stands for: the last node before it with its anchor; undefined when there is none. All aliases of a
 * document are looked up at once: `alias.resolve` looks through the whole document for each.
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
