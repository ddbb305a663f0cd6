import { randomBytes } from 'node:crypto'

/** A password as people choose it: with characters that have a meaning in URLs, in HCL and in YAML. */
export function newPassword(): string {
  return `${randomBytes(9).toString('hex')}#$\{x}: @/%"&`
}
