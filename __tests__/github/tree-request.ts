import { fieldsOf, listIn, optionalTextIn, textIn, type Fields } from './fields.ts'
import { typeOfMode, typeOfObject } from './git-objects.ts'
import type { NewEntry } from './git-trees.ts'
import { Refusal } from './reply.ts'

/** What no folder or file of a repository may be called. */
const MALFORMED = /^(?:\.{0,2}|\.git)$/i

const MODES = ['100644', '100755', '040000', '160000', '120000']

/** The entries of a request for a new tree. Refuses what GitHub refuses. */
export async function requestedEntries(folder: string, body: Fields): Promise<readonly NewEntry[]> {
  const entries: NewEntry[] = []
  for (const item of listIn(body, 'tree')) entries.push(await requestedEntry(folder, fieldsOf(item)))
  if (entries.length === 0) throw new Refusal(422, 'Invalid tree info')
  return entries
}

async function requestedEntry(folder: string, fields: Fields): Promise<NewEntry> {
  const path = textIn(fields, 'path')
  if (path.split('/').some((part) => MALFORMED.test(part))) {
    throw new Refusal(422, 'tree.path contains a malformed path component')
  }
  const mode = textIn(fields, 'mode')
  if (!MODES.includes(mode)) throw new Refusal(422, `Must supply a valid tree.mode: ${mode}`)
  if (textIn(fields, 'type') !== typeOfMode(mode)) throw new Refusal(422, 'tree.type does not fit tree.mode')
  const text = optionalTextIn(fields, 'content')
  if (text !== undefined) {
    if (fields.sha !== undefined) throw new Refusal(422, 'Must supply either tree.sha or tree.content, not both.')
    if (typeOfMode(mode) !== 'blob') throw new Refusal(422, 'tree.content is for blobs')
    return { path, mode, content: { text } }
  }
  if (fields.sha === null) return { path, mode, content: null }
  const sha = textIn(fields, 'sha')
  const type = typeOfMode(mode)
  if (type !== 'commit' && (await typeOfObject(folder, sha)) !== type) {
    throw new Refusal(422, `tree.sha ${sha} is not a valid ${type}`)
  }
  return { path, mode, content: { sha } }
}
