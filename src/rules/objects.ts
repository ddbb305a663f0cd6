import type { ObjectSelection } from '../kubernetes/objects.ts'
import { isYamlMap, type Value, type YamlMap } from '../yaml/value.ts'
import type { ManifestObject } from '../kubernetes/workload.ts'

/** Kubernetes' Secrets, and the kinds of kustomize and of operators that create one. */
export const SECRET_KINDS: readonly string[] = [
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

/** The kinds of objects that rules look at, besides workloads. */
export const OBJECT_KINDS: readonly string[] = [
  ...SECRET_KINDS,
  'AuthProxyWorkload',
  'ConfigMap',
  'HorizontalPodAutoscaler',
  'KnativeServing',
  'LimitRange',
  'MariaDB',
  'Namespace',
  'PerconaXtraDBCluster',
  'Pooler',
  'ResourceQuota',
  'ScaledObject',
  'Service',
]

/** Kinds with secret or very long fields. */
const WITHOUT_FIELDS: readonly string[] = ['Secret', 'SealedSecret']

/** The feature flag that allows init containers in a Knative Service. */
export const KNATIVE_INIT_FLAG = 'kubernetes.podspec-init-containers'

/** What rules look at besides workloads; of ConfigMaps only the one with the flag matters. */
export const OBJECTS: ObjectSelection = { kinds: OBJECT_KINDS, holding: { ConfigMap: KNATIVE_INIT_FLAG } }

/** An object without what rules must not see: of a Secret, nothing stays but the keys of its `data` and `stringData`. */
export function withoutSecrets(object: ManifestObject): ManifestObject {
  return WITHOUT_FIELDS.includes(object.kind) ? { ...object, value: keysOf(object.value) } : object
}

function keysOf({ data, stringData }: YamlMap): YamlMap {
  return { data: withoutValues(data), stringData: withoutValues(stringData) }
}

function withoutValues(fields: Value | undefined): YamlMap {
  return isYamlMap(fields) ? Object.fromEntries(Object.keys(fields).map((key) => [key, null])) : {}
}
