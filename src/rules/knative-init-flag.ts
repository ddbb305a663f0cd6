import { textOf, valueAt } from '../yaml/value.ts'
import { type ManifestObject } from '../kubernetes/workload.ts'
import { KNATIVE_INIT_FLAG } from './objects.ts'
import type { Rule } from './rule.ts'

/** The kinds of `serving.knative.dev` that hold a pod template. */
const KINDS: readonly string[] = ['Service', 'Configuration']

export const knativeInitFlag: Rule = {
  name: 'knative-init-flag',
  severity: 'warning',
  title: 'Knative takes init containers only with a flag',
  meaning:
    'The webhook of Knative Serving refuses a Service with init containers as long as the feature flag ' +
    '`kubernetes.podspec-init-containers` is not `enabled`, and it is not by default. The flag stands in the ConfigMap ' +
    '`config-features` or, with the operator, in the KnativeServing.\n\n' +
    'The rule fires for a Service or a Configuration of `serving.knative.dev`, unless the files hold the flag.',
  example: {
    manifest: `apiVersion: serving.knative.dev/v1
kind: Service
metadata:
  name: web
spec:
  template:
    spec:
      containers:
      - image: ghcr.io/repo/web:v1
`,
    inputs: { kinds: 'Service' },
  },
  fix: 'Set `kubernetes.podspec-init-containers: enabled` in the ConfigMap `config-features` of the namespace `knative-serving`. Where it is set already, switch this rule off with the annotation.',
  sources: [
    {
      title: 'Knative: feature and extension flags',
      url: 'https://knative.dev/docs/serving/configuration/feature-flags/',
    },
  ],
  find: ({ kind, value, podSpec }, { objects }) => {
    if (!KINDS.includes(kind) || !textOf(value.apiVersion).startsWith('serving.knative.dev/')) return []
    if (objects.hasAny(enabledFlag)) return []
    return [
      {
        message: `Knative refuses its init containers unless the feature flag \`${KNATIVE_INIT_FLAG}\` is \`enabled\`, and no file says so.`,
        place: [...podSpec, 'initContainers'],
      },
    ]
  },
}

/** Knative reads the flag's value in any case: https://github.com/knative/serving/blob/main/pkg/apis/config/features.go */
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
