import { readdirSync, readFileSync } from 'node:fs'

const EXAMPLES = new URL('../../examples/', import.meta.url)
const PUBLISHED = 'uses: OWNER/atlas-init-container@v1'

/** A workflow of `examples/`, but with this state of the action. */
export function exampleWorkflow(name: string): string {
  const [before, after, ...more] = readFileSync(new URL(`workflows/${name}`, EXAMPLES), 'utf8').split(PUBLISHED)
  if (before === undefined || after === undefined || more.length > 0) throw new Error(`${name} has to use us once.`)
  return `${before}uses: ./${after}`
}

/** The manifests of `examples/`, under their paths. */
export function exampleManifests(): Readonly<Record<string, string>> {
  const names = readdirSync(new URL('k8s/', EXAMPLES)).sort()
  return Object.fromEntries(
    names.map((name) => [`k8s/${name}`, readFileSync(new URL(`k8s/${name}`, EXAMPLES), 'utf8')]),
  )
}

/** The images in these manifests, as a registry that stands in for those of others knows them: `REPOSITORY:TAG`. */
export function exampleImages(): readonly string[] {
  const references = Object.values(exampleManifests()).flatMap((text) =>
    [...text.matchAll(/image: "?([^"\s]+)/g)].map(([, reference = '']) => reference.replace(/^ghcr\.io\//, '')),
  )
  return references.map((reference) => (reference.includes('/') ? reference : `library/${reference}`))
}

/** The manifests for a database that listens on the loopback of the host, and a namespace in place of `shop`. */
export function examplesOnHost(databaseUrl: string, shop: string): Readonly<Record<string, string>> {
  const { hostname, port } = new URL(databaseUrl)
  const filledIn = (text: string): string =>
    text
      .replace('namespace: shop', `namespace: ${shop}`)
      // Debian's busybox has no `nc -z`.
      .replace('nc -z dbhostname.io 3306', `nc ${hostname} ${port} </dev/null`)
      .replace(/^ {4}spec:\n/m, (line) => `${line}      hostNetwork: true\n`)
  return Object.fromEntries(Object.entries(exampleManifests()).map(([path, text]) => [path, filledIn(text)]))
}

/** The Secrets that `worker.yaml` needs besides ours, as a List. */
export function secretsOfWorker(databaseUrl: string): object {
  const secret = (name: string, stringData: object): object => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name },
    stringData,
  })
  const items = [secret('worker', { 'database-url': databaseUrl }), secret('queue-tls', { 'tls.crt': '' })]
  return { apiVersion: 'v1', kind: 'List', items }
}
