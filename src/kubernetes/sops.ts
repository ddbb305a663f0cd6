import { isYamlMap, type Value, type YamlMap } from '../yaml/value.ts'

/**
 * Whether SOPS rejects a document after an edit of its pod spec. Its `mac` covers every value or, with
 * `mac_only_encrypted`, the values of encrypted keys.
 *
 * @param podSpec the new pod spec at `path`.
 */
export function isSealedBySops(root: Value, path: readonly (string | number)[], podSpec: YamlMap): boolean {
  const sops = isYamlMap(root) ? root.sops : undefined
  if (!isYamlMap(sops) || typeof sops.mac !== 'string') return false
  if (sops.mac_only_encrypted !== true) return true
  const isEncrypted = encryptedKeys(sops)
  if (!isEncrypted) return true
  const { volumes = null, initContainers = null } = podSpec
  const keys = [...path.filter((step) => typeof step === 'string'), ...keysIn({ volumes, initContainers })]
  return keys.some(isEncrypted)
}

/**
 * The keys that SOPS encrypts, if the document selects them by name; undefined otherwise, and for a selection that
 * cannot be read.
 */
function encryptedKeys(sops: YamlMap): ((key: string) => boolean) | undefined {
  const { encrypted_suffix: suffix, encrypted_regex: regex } = sops
  if (typeof suffix === 'string' && suffix !== '') return (key) => key.endsWith(suffix)
  if (typeof regex !== 'string' || regex === '') return undefined
  try {
    const pattern = new RegExp(regex, 'u')
    return (key) => pattern.test(key)
  } catch {
    return undefined
  }
}

function keysIn(value: Value): string[] {
  if (Array.isArray(value)) return (value as readonly Value[]).flatMap(keysIn)
  return isYamlMap(value) ? Object.entries(value).flatMap(([key, inner]) => [key, ...keysIn(inner)]) : []
}
