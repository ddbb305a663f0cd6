import { base64Of } from './base64.ts'
import { renderScalar } from '../yaml/render.ts'

export interface SecretManifest {
  readonly name: string
  readonly key: string
  readonly content: string
  /** An empty one: the document names no namespace. */
  readonly namespaces: readonly string[]
}

/** Source: Kubernetes, `MaxSecretSize`: the sum of the values, before base64, keys not counted. */
const MAX_SECRET_BYTES = 1_048_576

/**
 * One Secret document for each namespace, in the order given, each once, separated by
 * `---\n`, ready for `kubectl apply -f`. The content goes in as its UTF-8 bytes.
 *
 * @throws Error when the content is larger than Kubernetes allows; the message does not hold it.
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

/** Base64 is plain as `kubectl` writes it, but for the rare text that YAML would take for a number or a word. */
function renderBase64(data: string): string {
  return /^[A-Za-z].{4}/.test(data) ? data : renderScalar(data)
}
