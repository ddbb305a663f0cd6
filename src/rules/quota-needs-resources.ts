import { isYamlMap, mapAt } from '../yaml/value.ts'
import type { ManifestObject, Workload } from '../kubernetes/workload.ts'
import { isFilledIn, resourceOf, type ResourceField } from '../kubernetes/container-resources.ts'
import type { Finding, Rule, Run } from './rule.ts'
import { otherContainers, initContainerOf, podSpecOf } from '../kubernetes/pod.ts'

/**
 * What a quota may count, and what each container must set for it.
 *
 * Source: https://github.com/kubernetes/kubernetes/blob/v1.32.4/pkg/quota/v1/evaluator/core/pods.go#L120
 */
const COUNTED: ReadonlyMap<string, readonly [ResourceField, string]> = new Map([
  ['cpu', ['requests', 'cpu']],
  ['memory', ['requests', 'memory']],
  ['requests.cpu', ['requests', 'cpu']],
  ['requests.memory', ['requests', 'memory']],
  ['limits.cpu', ['limits', 'cpu']],
  ['limits.memory', ['limits', 'memory']],
])

export const quotaNeedsResources: Rule = {
  name: 'quota-needs-resources',
  severity: 'error',
  fix: 'Set the input `resources`, for example to requests and limits of `100m` for `cpu` and `128Mi` for `memory`. Or add a LimitRange with defaults to the namespace.',
  find: (workload, run) => {
    if (podSpecOf(workload).resources !== undefined) return []
    const missing = missingIn(workload, run)
    const quotas = new Set(missing.flatMap((name) => run.objects.within(workload.namespace, countedBy, name)))
    const findings = [...quotas].map((quota) => findingOf(quota, missing, workload, run))
    // Manifests for several clusters may define a quota more than once.
    return [...new Map(findings.map((finding) => [finding.message, finding])).values()]
  },
}

/** What a quota counts, of `COUNTED`. */
function countedBy({ kind, value }: ManifestObject): readonly string[] {
  if (kind !== 'ResourceQuota') return []
  const { hard, scopes, scopeSelector } = mapAt(value, ['spec'])
  const isScoped = scopes !== undefined || scopeSelector !== undefined
  return isScoped || !isYamlMap(hard) ? [] : Object.keys(hard).filter((name) => COUNTED.has(name))
}

function findingOf(quota: ManifestObject, missing: readonly string[], workload: Workload, run: Run): Finding {
  const initContainer = initContainerOf(workload, run.settings.containerName)
  const names = countedBy(quota).filter((name) => missing.includes(name))
  return {
    message: `ResourceQuota \`${quota.name}\` rejects the pods unless \`${initContainer.name}\` sets ${names.map((name) => `\`${name}\``).join(', ')}.`,
    place: initContainer.place,
    severity: quota.namespace === '' ? 'warning' : 'error',
  }
}

/** What quotas may count, all other containers set, and no LimitRange fills in. */
function missingIn(workload: Workload, { settings, objects }: Run): readonly string[] {
  const initContainer = initContainerOf(workload, settings.containerName)
  const others = otherContainers(workload, initContainer.name)
  return [...COUNTED]
    .filter(
      ([, [field, resource]]) =>
        resourceOf(initContainer, field, resource) === undefined &&
        others.every((container) => resourceOf(container, field, resource) !== undefined) &&
        !isFilledIn(workload, objects, field, resource),
    )
    .map(([name]) => name)
}
