import { textOf, valueAt } from '../yaml/value.ts'
import { type ManifestObject } from '../kubernetes/workload.ts'
import { KNATIVE_INIT_FLAG } from './objects.ts'
import type { Rule } from './rule.ts'

/** The kinds of `serving.knative.dev` with a pod template. */
const KINDS: readonly string[] = ['Service', 'Configuration']

export const knativeInitFlag: Rule = {
  name: 'knative-init-flag',
  severity: 'warning',
  fix: 'Set `kubernetes.podspec-init-containers: enabled` in the ConfigMap `config-features` of the namespace `knative-serving`. If your cluster already has the flag, add the annotation `atlas-init-container/ignore: knative-init-flag`.',
  find: ({ kind, value, podSpec }, { objects }) => {
    if (!KINDS.includes(kind) || !textOf(value.apiVersion).startsWith('serving.knative.dev/')) return []
    if (objects.hasAny(enabledFlag)) return []
    return [
      {
        message: `Knative rejects init containers unless the feature flag \`${KNATIVE_INIT_FLAG}\` is \`enabled\`, and no manifest enables it.`,
        place: [...podSpec, 'initContainers'],
      },
    ]
  },
}

/** Knative ignores the case of the flag's value: https://github.com/knative/serving/blob/main/pkg/apis/config/features.go */
function enabledFlag({ kind, name, value }: ManifestObject): readonly string[] {
  return flagPaths(kind, name).some((path) => isEnabled(value, path)) ? [KNATIVE_INIT_FLAG] : []
}

function flagPaths(kind: string, name: string): readonly (readonly string[])[] {
  if (kind === 'KnativeServing')
    return ['features', 'config-features'].map((map) => ['spec', 'config', map, KNATIVE_INIT_FLAG])
  return kind === 'ConfigMap' && name === 'config-features' ? [['data', KNATIVE_INIT_FLAG]] : []
}

function isEnabled(value: ManifestObject['value'], path: readonly string[]): boolean {
  return textOf(valueAt(value, path)).toLowerCase() === 'enabled'
}
