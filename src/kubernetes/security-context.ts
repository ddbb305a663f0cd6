import { textOf, type YamlMap } from '../yaml/value.ts'
import type { FieldFault } from './field-fault.ts'
import { fieldFault, first, isAbsent, unexpected, type Field } from './fields.ts'
import { isName } from './names.ts'

/**
 * What the restricted Pod Security Standard requires of a container:
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export const RESTRICTED: YamlMap = {
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

/** Fields of the security context that only pods have. */
export const POD_FIELDS = [
  'fsGroup',
  'fsGroupChangePolicy',
  'supplementalGroups',
  'supplementalGroupsPolicy',
  'sysctls',
]

/**
 * What Kubernetes rejects in a container's `securityContext`, by the rules of `ValidateSecurityContext`; undefined when
 * it accepts it: https://github.com/kubernetes/kubernetes/blob/v1.32.0/pkg/apis/core/validation/validation.go
 */
export function securityContextFault(context: YamlMap): FieldFault | undefined {
  return (
    fieldFault(context, { fields: FIELDS }, []) ??
    first([
      profileFault(context, 'appArmorProfile', 'profile-name'),
      profileFault(context, 'seccompProfile', 'profile-path'),
      windowsFault(context),
      escalationFault(context),
    ])
  )
}

/** A profile has a type, and a file exactly when the type is `Localhost`. */
function profileFault(
  context: YamlMap,
  key: string,
  expected: 'profile-name' | 'profile-path',
): FieldFault | undefined {
  const profile = context[key] as YamlMap | null | undefined
  if (!profile) return undefined
  if (isAbsent(profile.type)) return { code: 'profile-without-type', profile: key }
  if ((profile.type === 'Localhost') === isAbsent(profile.localhostProfile))
    return { code: 'profile-with-wrong-type', profile: key }
  const file = textOf(profile.localhostProfile)
  const isRight = expected === 'profile-path' ? isPathBelow(file) : file.trim() === file && file !== ''
  return profile.type !== 'Localhost' || isRight ? undefined : unexpected([key, 'localhostProfile'], expected)
}

function isPathBelow(path: string): boolean {
  return path !== '' && !path.startsWith('/') && !path.split('/').includes('..')
}

/**
 * An optional domain and a user:
 * https://kubernetes.io/docs/tasks/configure-pod-container/configure-runasusername/#windows-username-limitations
 */
const WINDOWS_USER = /^(?:[^\\\p{Cc}]{1,255}\\)?(?![. ]+$)[^"/\\[\]:;|=,+*?<>@\p{Cc}]{1,104}$/u

function windowsFault(context: YamlMap): FieldFault | undefined {
  const { gmsaCredentialSpecName: name, runAsUserName: user } = (context.windowsOptions ?? {}) as YamlMap
  if (typeof user === 'string' && !WINDOWS_USER.test(user))
    return unexpected(['windowsOptions', 'runAsUserName'], 'windows-user')
  if (typeof name === 'string' && !isName(name, 'subdomain'))
    return unexpected(['windowsOptions', 'gmsaCredentialSpecName'], 'object-name')
  return undefined
}

/** See `allowPrivilegeEscalation` in https://kubernetes.io/docs/tasks/configure-pod-container/security-context/. */
function escalationFault(context: YamlMap): FieldFault | undefined {
  const capabilities = context.capabilities as YamlMap | null | undefined
  const added = (capabilities?.add ?? []) as readonly string[]
  const isPrivileged = context.privileged === true || added.includes('CAP_SYS_ADMIN')
  return context.allowPrivilegeEscalation === false && isPrivileged
    ? { code: 'privileged-without-escalation' }
    : undefined
}
