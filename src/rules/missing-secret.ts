import { isYamlMap, mapAt, mapsOf, textOf, valueAt, type Path } from '../yaml/value.ts'
import { type ManifestObject } from '../kubernetes/workload.ts'
import type { Fault, Rule, Run } from './rule.ts'
import { podSpecOf, type PreflightWorkload } from '../kubernetes/pod.ts'

/**
 * Kinds that bring a Secret: Kubernetes' own, and those of Sealed Secrets, External Secrets, the Secrets Store CSI Driver,
 * Vault's, 1Password's, Infisical's, Bitwarden's, Doppler's and Azure Key Vault's operators, and kustomize.
 */
const SECRET_KINDS: readonly string[] = [
  'AzureKeyVaultSecret',
  'BitwardenSecret',
  'ClusterExternalSecret',
  'DopplerSecret',
  'ExternalSecret',
  'InfisicalSecret',
  'Kustomization',
  'OnePasswordItem',
  'SealedSecret',
  'Secret',
  'SecretProviderClass',
  'VaultDynamicSecret',
  'VaultStaticSecret',
]

/** Where those kinds have the name of the Secret, unless it is their own. */
const NAMES: readonly Path[] = [
  ['spec', 'target', 'name'],
  ['spec', 'externalSecretName'],
  ['spec', 'externalSecretSpec', 'target', 'name'],
  ['spec', 'destination', 'name'],
  ['spec', 'managedSecret', 'name'],
  ['spec', 'managedSecretReference', 'secretName'],
  ['spec', 'secretName'],
  ['spec', 'output', 'secret', 'name'],
]

/** Where the kinds that may bring many Secrets, or none, list them. */
const LISTS: ReadonlyMap<string, Path> = new Map([
  ['Kustomization', ['secretGenerator']],
  ['SecretProviderClass', ['spec', 'secretObjects']],
])

export const missingSecret: Rule = {
  name: 'missing-secret',
  severity: 'warning',
  fix: 'Set the input `database-url` or `config`, or create the Secret yourself: `kubectl create secret generic NAME --from-file=atlas.hcl`.',
  isOncePerRun: true,
  find: (workload, run) => (run.makesSecret ? [] : faultsOf(workload, run)),
}

function faultsOf(workload: PreflightWorkload, { settings, objects }: Run): readonly Fault[] {
  const { secretName, secretKey } = settings
  const place = placeOf(workload, secretName)
  const makers = objects.around(workload.namespace, secretsOf, secretName)
  if (makers.length === 0) {
    const message = `its pods need Secret \`${secretName}\`, but no manifest defines it, and neither \`database-url\` nor \`config\` is set to create it.`
    return objects.hasAny(secretsOf) ? [{ place, message }] : []
  }
  const lacksKey = makers.every((object) => lacks(object, secretKey))
  if (!lacksKey) return []
  return [
    { place, severity: 'error', message: `Secret \`${secretName}\` in the manifests has no key \`${secretKey}\`.` },
  ]
}

/** The names of the Secrets that an object may bring. */
function secretsOf({ kind, name, value }: ManifestObject): readonly string[] {
  if (!SECRET_KINDS.includes(kind)) return []
  const list = LISTS.get(kind)
  const listed = list ? mapsOf(valueAt(value, list)) : []
  if (list && listed.length === 0) return []
  const values = [
    ...NAMES.map((path) => valueAt(value, path)),
    ...listed.flatMap((item) => [item.secretName, item.name]),
  ]
  return [name, ...values.filter((value) => typeof value === 'string')]
}

/** A Secret without any key is filled by somebody else. */
function lacks({ kind, value }: ManifestObject, secretKey: string): boolean {
  const keys = ['data', 'stringData'].flatMap((field) => Object.keys(mapAt(value, [field])))
  return kind === 'Secret' && keys.length > 0 && !keys.includes(secretKey)
}

function placeOf(workload: PreflightWorkload, secretName: string): NonNullable<Fault['place']> {
  const volume = mapsOf(podSpecOf(workload).volumes).find(
    ({ secret }) => isYamlMap(secret) && secret.secretName === secretName,
  )
  return [...workload.podSpec, 'volumes', { named: textOf(volume?.name) }, 'secret', 'secretName']
}
