/** The number of arguments that one call can take without risk for the call stack. */
const CHUNK = 8192

/** Bytes as base64 with padding: https://www.rfc-editor.org/rfc/rfc4648#section-4 */
export function base64Of(bytes: Uint8Array): string {
  let binary = ''
  for (let start = 0; start < bytes.length; start += CHUNK)
    binary += String.fromCharCode(...bytes.subarray(start, start + CHUNK))
  return btoa(binary)
}
