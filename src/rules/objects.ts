import { findObjects } from '../kubernetes/objects.ts'
import { copyOf, isYamlMap, type Value, type YamlMap } from '../yaml/value.ts'
import type { ManifestObject } from '../kubernetes/workload.ts'

/** The kinds of objects, besides workloads, that rules look at. */
export const OBJECT_KINDS: readonly string[] = [
  'AuthProxyWorkload',
  'AzureKeyVaultSecret',
  'BitwardenSecret',
  'ClusterExternalSecret',
  'ConfigMap',
  'DopplerSecret',
  'ExternalSecret',
  'HorizontalPodAutoscaler',
  'InfisicalSecret',
  'KnativeServing',
  'Kustomization',
  'LimitRange',
  'MariaDB',
  'Namespace',
  'OnePasswordItem',
  'PerconaXtraDBCluster',
  'Pooler',
  'ResourceQuota',
  'ScaledObject',
  'SealedSecret',
  'Secret',
  'SecretProviderClass',
  'Service',
  'VaultDynamicSecret',
  'VaultStaticSecret',
]

/** Kinds whose fields are secrets, or as long. */
const WITHOUT_FIELDS: readonly string[] = ['Secret', 'SealedSecret']

/** The feature flag that lets a Service of Knative have init containers. */
export const KNATIVE_INIT_FLAG = 'kubernetes.podspec-init-containers'

/** Without ConfigMaps, which may be long, and of which only the one with the flag matters. */
const WITHOUT_CONFIG_MAPS = OBJECT_KINDS.filter((kind) => kind !== 'ConfigMap')

/**
 * The objects of `OBJECT_KINDS` in a text (ConfigMaps only where Knative's flag is in it), nothing of which they keep in memory: of a Secret, no value but the keys of its
 * `data` and `stringData`. Never throws.
 */
export function objectsOf(text: string): ManifestObject[] {
  const kinds = text.includes(KNATIVE_INIT_FLAG) ? OBJECT_KINDS : WITHOUT_CONFIG_MAPS
  return findObjects(text, kinds).map((object) =>
    copyOf(WITHOUT_FIELDS.includes(object.kind) ? { ...object, value: keysOf(object.value) } : object),
  )
}

function keysOf({ data, stringData }: YamlMap): YamlMap {
  return { data: withoutValues(data), stringData: withoutValues(stringData) }
}

function withoutValues(fields: Value | undefined): YamlMap {
  return isYamlMap(fields) ? Object.fromEntries(Object.keys(fields).map((key) => [key, null])) : {}
}
