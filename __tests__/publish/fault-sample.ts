import type { PlacedRequest, RequestFault } from './fault-kinds.ts'

/**
 * Some of a request's faults: one of each kind, and at each request the next one of the kind, so that every request meets
 * every kind, and every fault comes about somewhere. A late answer costs half a second, and comes at every
 * fourth request alone.
 */
export function sampleOf({ at }: PlacedRequest, faults: readonly RequestFault[]): readonly RequestFault[] {
  const kinds = Map.groupBy(faults, kindOf)
  return [...kinds].flatMap(([kind, members]) => {
    if (kind === 'late') return at % 4 === 0 ? members : []
    const fault = members[at % members.length]
    return fault === undefined ? [] : [fault]
  })
}

/** What happened and what did not are two kinds of an answer that is not there. */
function kindOf({ nature, label }: RequestFault): string {
  if (label.endsWith('every time')) return `${nature} every time`
  if (label.endsWith('from here on')) return `${nature} from here on`
  return label.endsWith('though done') ? `${nature}, though done` : nature
}
