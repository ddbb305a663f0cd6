import { findObjects } from '../manifest/objects.ts'
import { copyOf, isYamlMap, type Value, type YamlMap } from '../manifest/value.ts'
import type { ManifestObject } from '../manifest/workload.ts'

/** The kinds of objects, besides workloads, that rules look at. */
export const OBJECT_KINDS: readonly string[] = [
  'AuthProxyWorkload',
  'AzureKeyVaultSecret',
  'BitwardenSecret',
  'ClusterExternalSecret',
  'DopplerSecret',
  'ExternalSecret',
  'HorizontalPodAutoscaler',
  'InfisicalSecret',
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

/**
 * The objects of `OBJECT_KINDS` in a text, nothing of which they keep in memory: of a Secret, no value but the keys of its
 * `data` and `stringData`. Never throws.
 */
export function objectsOf(text: string): ManifestObject[] {
  return findObjects(text, OBJECT_KINDS).map((object) =>
    copyOf(WITHOUT_FIELDS.includes(object.kind) ? { ...object, value: keysOf(object.value) } : object),
  )
}

function keysOf({ data, stringData }: YamlMap): YamlMap {
  return { data: withoutValues(data), stringData: withoutValues(stringData) }
}

function withoutValues(fields: Value | undefined): YamlMap {
  return isYamlMap(fields) ? Object.fromEntries(Object.keys(fields).map((key) => [key, null])) : {}
}
