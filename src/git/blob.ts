import { createHash } from 'node:crypto'

/** Git's name for a text as a blob: 40 hex digits. https://git-scm.com/book/en/v2/Git-Internals-Git-Objects */
export function blobName(text: string): string {
  const bytes = Buffer.from(text)
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}
