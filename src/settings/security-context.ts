import { textOf, type YamlMap } from '../yaml/value.ts'
import { expected, fieldProblem, first, isAbsent, type Field } from './fields.ts'
import { found } from './found.ts'
import { parseSubdomain } from './kubernetes-names.ts'
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
      ? securityContextProblem(value)
      : `found the field "${podField}", which belongs to the pod; set it there`
  return problem === undefined ? verdict : { problem: `${wanted}; ${problem}` }
}

/**
 * What Kubernetes has against a container's `securityContext`, by the rules of `ValidateSecurityContext`; undefined when it
 * takes it: https://github.com/kubernetes/kubernetes/blob/v1.32.0/pkg/apis/core/validation/validation.go
 */
export function securityContextProblem(context: YamlMap): string | undefined {
  return (
    fieldProblem(context, { fields: FIELDS }, '') ??
    first([profileProblem(context), windowsProblem(context), escalationProblem(context)])
  )
}

/** A profile has a type, and a file exactly when that is `Localhost`. */
function profileProblem(context: YamlMap): string | undefined {
  return first(
    ['appArmorProfile', 'seccompProfile'].map((key) => {
      const profile = context[key] as YamlMap | null | undefined
      if (!profile) return undefined
      if (isAbsent(profile.type)) return `expected a type in \`${key}\`, found none; add it`
      if ((profile.type === 'Localhost') === isAbsent(profile.localhostProfile))
        return `expected \`localhostProfile\` in \`${key}\` exactly when its type is Localhost; add it or take it out`
      const file = textOf(profile.localhostProfile)
      const isRight = key === 'seccompProfile' ? isPathBelow(file) : file.trim() === file && file !== ''
      if (profile.type !== 'Localhost' || isRight) return undefined
      const what = key === 'seccompProfile' ? "a path below the kubelet's folder of profiles" : "a profile's name"
      return `expected ${what} at \`${key}.localhostProfile\`, found ${found(file)}`
    }),
  )
}

function isPathBelow(path: string): boolean {
  return path !== '' && !path.startsWith('/') && !path.split('/').includes('..')
}

/** Perhaps a domain, and a user: https://kubernetes.io/docs/tasks/configure-pod-container/configure-runasusername/#windows-username-limitations */
const WINDOWS_USER = /^(?:[^\\\p{Cc}]{1,255}\\)?(?![. ]+$)[^"/\\[\]:;|=,+*?<>@\p{Cc}]{1,104}$/u

function windowsProblem(context: YamlMap): string | undefined {
  const { gmsaCredentialSpecName: name, runAsUserName: user } = (context.windowsOptions ?? {}) as YamlMap
  if (typeof user === 'string' && !WINDOWS_USER.test(user))
    return expected('windowsOptions.runAsUserName', 'USER or DOMAIN\\USER', user)
  if (typeof name === 'string' && 'problem' in parseSubdomain(name))
    return expected('windowsOptions.gmsaCredentialSpecName', 'the name of a Kubernetes object', name)
  return undefined
}

/** https://kubernetes.io/docs/tasks/configure-pod-container/security-context/ on `allowPrivilegeEscalation`. */
function escalationProblem(context: YamlMap): string | undefined {
  const capabilities = context.capabilities as YamlMap | null | undefined
  const added = (capabilities?.add ?? []) as readonly string[]
  const isPrivileged = context.privileged === true || added.includes('CAP_SYS_ADMIN')
  if (context.allowPrivilegeEscalation !== false || !isPrivileged) return undefined
  return 'found `allowPrivilegeEscalation: false` beside `privileged: true` or the capability CAP_SYS_ADMIN, which Kubernetes refuses; take one out'
}
