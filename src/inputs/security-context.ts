import type { YamlMap } from '../manifest/value.ts'
import { fieldProblem, first, type Field } from './fields.ts'
import type { Verdict } from './verdict.ts'
import { parseYamlMapping } from './yaml-mapping.ts'

/** What the restricted Pod Security Standard asks of a container: https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
const RESTRICTED: YamlMap = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
}

const PROFILE: Field = {
  fields: { type: { oneOf: ['RuntimeDefault', 'Localhost', 'Unconfined'] }, localhostProfile: 'string' },
}

/** https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.32/#securitycontext-v1-core */
const FIELDS: Readonly<Record<string, Field>> = {
  allowPrivilegeEscalation: 'boolean',
  appArmorProfile: PROFILE,
  capabilities: { fields: { add: { listOf: 'string' }, drop: { listOf: 'string' } } },
  privileged: 'boolean',
  procMount: { oneOf: ['Default', 'Unmasked'] },
  readOnlyRootFilesystem: 'boolean',
  runAsGroup: 'id',
  runAsNonRoot: 'boolean',
  runAsUser: 'id',
  seLinuxOptions: { fields: { level: 'string', role: 'string', type: 'string', user: 'string' } },
  seccompProfile: PROFILE,
  windowsOptions: {
    fields: {
      gmsaCredentialSpec: 'string',
      gmsaCredentialSpecName: 'string',
      hostProcess: 'boolean',
      runAsUserName: 'string',
    },
  },
}

/** Fields of a pod's security context that a container's has not. */
const POD_FIELDS = ['fsGroup', 'fsGroupChangePolicy', 'supplementalGroups', 'supplementalGroupsPolicy', 'sysctls']

/** Accepts a container's `securityContext` as YAML, or `restricted` for what the Pod Security Standard of that name asks. */
export function parseSecurityContext(text: string): Verdict<YamlMap> {
  if (text === 'restricted') return { value: RESTRICTED }
  const wanted = "expected `restricted`, or a container's securityContext as YAML"
  const verdict = parseYamlMapping(text)
  if ('problem' in verdict) return { problem: `${wanted}; ${verdict.problem}` }
  const { value } = verdict
  const podField = POD_FIELDS.find((field) => field in value)
  const problem =
    podField === undefined
      ? (fieldProblem(value, { fields: FIELDS }, '') ?? first([profileProblem(value), escalationProblem(value)]))
      : `found the field "${podField}", which belongs to the pod; set it there`
  return problem === undefined ? verdict : { problem: `${wanted}; ${problem}` }
}

/** A profile has a type, and a file exactly when that is `Localhost`. */
function profileProblem(context: YamlMap): string | undefined {
  return first(
    ['appArmorProfile', 'seccompProfile'].map((key) => {
      const profile = context[key] as YamlMap | undefined
      if (!profile) return undefined
      if (profile.type === undefined) return `expected a type in \`${key}\`, found none; add it`
      if ((profile.type === 'Localhost') === (profile.localhostProfile !== undefined)) return undefined
      return `expected \`localhostProfile\` in \`${key}\` exactly when its type is Localhost; add it or take it out`
    }),
  )
}

/** https://kubernetes.io/docs/tasks/configure-pod-container/security-context/ on `allowPrivilegeEscalation`. */
function escalationProblem(context: YamlMap): string | undefined {
  const capabilities = context.capabilities as YamlMap | undefined
  const added = (capabilities?.add ?? []) as readonly string[]
  const isPrivileged = context.privileged === true || added.includes('SYS_ADMIN') || added.includes('CAP_SYS_ADMIN')
  if (context.allowPrivilegeEscalation !== false || !isPrivileged) return undefined
  return 'found `allowPrivilegeEscalation: false` beside `privileged: true` or the capability SYS_ADMIN, which Kubernetes refuses; take one out'
}
