import { readObjects, treeEntries, type GitObject } from './git-objects.ts'
import { GraphqlError, type Field } from './graphql-document.ts'
import { answerWith, type Values } from './graphql-selection.ts'

/** GitHub gives no more of a blob's text than this. */
const TEXT_BYTES = 512_000

/** What every type of object has. Other fields are asked for in a fragment on their type. */
const COMMON = ['__typename', 'oid']

/** Answers the `object(expression: …)` fields of a repository; null where nothing is. */
export async function objectValues(
  folder: string,
  fields: readonly Field[],
): Promise<Readonly<Record<string, unknown>>> {
  const expressions = fields.map(expressionOf)
  const objects = await readObjects(folder, expressions)
  return Object.fromEntries(
    fields.map((field, index) => {
      const object = objects[index]
      return [field.key, object === undefined ? null : answerWith(valuesOf(object), field.fields)]
    }),
  )
}

function expressionOf(field: Field): string {
  if (field.name !== 'object') throw new GraphqlError(`Field '${field.name}' doesn't exist on type 'Repository'`)
  const outside = field.fields.find(({ on, name }) => on === undefined && !COMMON.includes(name))
  if (outside !== undefined) throw new GraphqlError(`Field '${outside.name}' doesn't exist on type 'GitObject'`)
  const expression = field.arguments.expression
  if (typeof expression === 'string') return expression
  throw new GraphqlError("Field 'object' is missing the argument 'expression'")
}

function valuesOf({ type, oid, content }: GitObject): Values {
  if (type === 'tree') return { __typename: 'Tree', oid, entries: treeEntries(content).map(entryValues) }
  if (type === 'commit') return { __typename: 'Commit', oid }
  const text = textOf(content)
  return {
    __typename: 'Blob',
    oid,
    byteSize: content.length,
    isBinary: text === null,
    isTruncated: content.length > TEXT_BYTES,
    text: text !== null && content.length > TEXT_BYTES ? content.toString('utf8', 0, TEXT_BYTES) : text,
  }
}

/** GraphQL has modes as numbers: 33188 is 100644 in octal digits. */
function entryValues(entry: ReturnType<typeof treeEntries>[number]): Values {
  return { __typename: 'TreeEntry', ...entry, mode: Number.parseInt(entry.mode, 8) }
}

/** A blob's text to the byte; null when it is not text. */
function textOf(content: Buffer): string | null {
  if (content.includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content)
  } catch {
    return null
  }
}
