import { findObjects } from '../kubernetes/objects.ts'
import { copyOf, isYamlMap, type Value, type YamlMap } from '../yaml/value.ts'
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

/** ConfigMaps may be long, and only the one with the flag matters. */
const WITHOUT_CONFIG_MAPS = OBJECT_KINDS.filter((kind) => kind !== 'ConfigMap')

/**
 * The objects of `OBJECT_KINDS` in a text, ConfigMaps only if the text has Knative's flag. They do not keep the text in
 * memory, and have the keys of a Secret but not its values. Never throws.
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
