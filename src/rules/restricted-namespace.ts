import { itemsOf, mapAt, valueAt } from '../yaml/value.ts'
import { type ManifestObject, type Workload } from '../kubernetes/workload.ts'
import type { ObjectIndex } from '../kubernetes/object-index.ts'
import type { Rule } from './rule.ts'
import { isForWindows, securitySetting } from '../kubernetes/container-security.ts'
import { initContainerOf, type Container } from '../kubernetes/pod.ts'

/** https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces */
const ENFORCE_LABEL = 'pod-security.kubernetes.io/enforce'

/** What the standard allows: https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
const SECCOMP_PROFILES: readonly unknown[] = ['RuntimeDefault', 'Localhost']
const CAPABILITY = 'NET_BIND_SERVICE'

export const restrictedNamespace: Rule = {
  name: 'restricted-namespace',
  severity: 'error',
  fix: 'Set the input `security-context` to `restricted`.',
  find: (workload, { settings, objects }) => {
    if (!isRestricted(workload.namespace, objects) || isForWindows(workload)) return []
    const initContainer = initContainerOf(workload, settings.containerName)
    const lacking = lackingOf(workload, initContainer)
    if (lacking.length === 0) return []
    return [
      {
        message:
          `Namespace \`${workload.namespace}\` enforces the restricted Pod Security Standard, which rejects the pods unless ` +
          `\`${initContainer.name}\` sets ${lacking.join(', ')}.`,
        place: initContainer.place,
      },
    ]
  },
}

/** Manifests for several clusters may define a namespace more than once: then each definition must enforce it. */
function isRestricted(namespace: string, objects: ObjectIndex): boolean {
  return objects.has(restrictedName, namespace) && !objects.has(freeName, namespace)
}

function restrictedName(object: ManifestObject): readonly string[] {
  return object.kind === 'Namespace' && enforcesRestricted(object) ? [object.name] : []
}

function freeName(object: ManifestObject): readonly string[] {
  return object.kind === 'Namespace' && !enforcesRestricted(object) ? [object.name] : []
}

function enforcesRestricted({ value }: ManifestObject): boolean {
  return valueAt(value, ['metadata', 'labels', ENFORCE_LABEL]) === 'restricted'
}

/** What the standard requires, and a container does not set. */
function lackingOf(workload: Workload, container: Container): string[] {
  const own = mapAt(container.value, ['securityContext'])
  const inEffect = (field: string): unknown => securitySetting(workload, container, field)?.value
  const capabilities = mapAt(own, ['capabilities'])
  const profile = securitySetting(workload, container, 'seccompProfile')?.value ?? null
  const demands: readonly (readonly [boolean, string])[] = [
    [own.allowPrivilegeEscalation === false, '`allowPrivilegeEscalation: false`'],
    [itemsOf(capabilities.drop).includes('ALL'), '`capabilities.drop: [ALL]`'],
    [itemsOf(capabilities.add).every((name) => name === CAPABILITY), `\`capabilities.add\` to ${CAPABILITY} at most`],
    [inEffect('runAsNonRoot') === true, '`runAsNonRoot: true`'],
    [inEffect('runAsUser') !== 0, '`runAsUser` to a number other than 0'],
    [SECCOMP_PROFILES.includes(mapAt(profile, []).type), '`seccompProfile.type: RuntimeDefault`'],
  ]
  return demands.filter(([isMet]) => !isMet).map(([, demand]) => demand)
}
