/** What a tree has at a path. */
export interface TreeEntry {
  /** As git writes it: `100644`, `100755`, `120000` for a link, `160000` for a submodule, `040000` for a folder. */
  readonly mode: string
  /** The object's name, 40 hex digits. */
  readonly name: string
}

/** Where a tree has something that no file can be committed to or below. */
export interface TreeObstacle {
  readonly code: 'submodule' | 'symbolic-link'
  readonly place: string
}

/**
 * What keeps a file from being committed at a path (relative to the top folder): a symbolic link or a submodule there or
 * above. Undefined when nothing does.
 *
 * @param entryAt what the tree has at a path, as far as it is known.
 */
export function obstacleTo(path: string, entryAt: (place: string) => TreeEntry | undefined): TreeObstacle | undefined {
  const names = path.split('/')
  for (let length = 1; length <= names.length; length++) {
    const place = names.slice(0, length).join('/')
    const mode = entryAt(place)?.mode
    if (mode === '160000') return { code: 'submodule', place }
    if (mode === '120000') return { code: 'symbolic-link', place }
  }
  return undefined
}
