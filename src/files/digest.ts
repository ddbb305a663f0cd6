import { createHash } from 'node:crypto'

/** By what the content of a file is known again: its SHA-256. A text stands for its bytes as UTF-8. */
export function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('base64')
}
