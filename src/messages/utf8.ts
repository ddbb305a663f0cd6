const ENCODER = new TextEncoder()

/** The bytes of a text in UTF-8. */
export function utf8(text: string): Uint8Array {
  return ENCODER.encode(text)
}

/** How many bytes a text has in UTF-8. */
export function byteLength(text: string): number {
  return utf8(text).length
}
