import { base64Of } from './base64.ts'
import { renderScalar } from '../yaml/render.ts'

export interface SecretManifest {
  readonly name: string
  readonly key: string
  readonly content: string
  /** For an empty one, the document names no namespace. */
  readonly namespaces: readonly string[]
}

/** Source: Kubernetes, `MaxSecretSize`: the sum of the values, before base64, keys not counted. */
const MAX_SECRET_BYTES = 1_048_576

/**
 * One Secret per namespace, in the given order and each once, separated by `---\n`, for `kubectl apply -f`. The content
 * is stored as UTF-8.
 *
 * @throws Error when the content is larger than Kubernetes allows. The message does not contain it.
 */
export function secretManifest(secret: SecretManifest): string {
  const content = new TextEncoder().encode(secret.content)
  if (content.length > MAX_SECRET_BYTES)
    throw new Error(
      `The content of the Secret ${secret.name} has ${content.length} bytes. ` +
        `Kubernetes takes at most ${MAX_SECRET_BYTES} (1 MiB) in a Secret.`,
    )
  const data = renderBase64(base64Of(content))
  return [...new Set(secret.namespaces)].map((namespace) => renderDocument(secret, namespace, data)).join('---\n')
}

function renderDocument(secret: SecretManifest, namespace: string, data: string): string {
  const lines = ['apiVersion: v1', 'kind: Secret', 'metadata:', `  name: ${renderScalar(secret.name)}`]
  if (namespace !== '') lines.push(`  namespace: ${renderScalar(namespace)}`)
  lines.push('type: Opaque', 'data:', `  ${renderScalar(secret.key)}: ${data}`, '')
  return lines.join('\n')
}

/** Base64 is unquoted, as `kubectl` writes it, except for the rare text that YAML would read as a number or a word. */
function renderBase64(data: string): string {
  return /^[A-Za-z].{4}/.test(data) ? data : renderScalar(data)
}
