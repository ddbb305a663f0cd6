import { isYamlMap, mapAt } from '../yaml/value.ts'
import type { ManifestObject } from '../kubernetes/workload.ts'
import { isFilledIn, resourceOf, type ResourceField } from '../kubernetes/container-resources.ts'
import { WEB_IN_SHOP } from './example.ts'
import type { Fault, Rule, Run } from './rule.ts'
import { otherContainers, ourContainer, podSpecOf, type PreflightWorkload } from '../kubernetes/pod.ts'

/**
 * What a quota may count, and what each container has to set for it.
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
  title: 'A quota asks for resources that the init container does not set',
  meaning:
    'Where a `ResourceQuota` counts CPU or memory, Kubernetes admits a pod only when each container of it, init ' +
    'containers too, sets what is counted: `must specify limits.memory for: migrate`. A limit alone stands for the ' +
    'request, too. The rule fires when the files have such a quota for the workload’s namespace, all other containers of ' +
    'the pod set what it counts, and the init container does not. Where neither the workload nor the quota names a ' +
    'namespace, they may be meant for different ones, so it is a warning only. It does not fire when another container ' +
    'leaves the same out, as something must then fill it in already; when a `LimitRange` in the files does; for a quota ' +
    'with scopes; and for a pod that sets `resources` as a whole.',
  example: {
    manifest: `apiVersion: v1
kind: ResourceQuota
metadata:
  name: compute
  namespace: shop
spec:
  hard:
    limits.memory: 4Gi
---
${WEB_IN_SHOP}        resources:
          limits:
            memory: 128Mi
`,
  },
  fix:
    'Set the input `resources`, for example to requests and limits of `100m` for `cpu` and `128Mi` for `memory`, or add a ' +
    '`LimitRange` with defaults to the namespace.',
  sources: [
    {
      title: 'Kubernetes: Resource Quotas, requests compared to limits',
      url: 'https://kubernetes.io/docs/concepts/policy/resource-quotas/#requests-vs-limits',
    },
    { title: 'Kubernetes: Limit Ranges', url: 'https://kubernetes.io/docs/concepts/policy/limit-range/' },
  ],
  find: (workload, run) => {
    if (podSpecOf(workload).resources !== undefined) return []
    const missing = missingIn(workload, run)
    const quotas = new Set(missing.flatMap((name) => run.objects.within(workload.namespace, countedBy, name)))
    const faults = [...quotas].map((quota) => faultOf(quota, missing, workload, run))
    // Files for several clusters may have a quota more than once.
    return [...new Map(faults.map((fault) => [fault.message, fault])).values()]
  },
}

/** What a quota counts, of what a container may set. */
function countedBy({ kind, value }: ManifestObject): readonly string[] {
  if (kind !== 'ResourceQuota') return []
  const { hard, scopes, scopeSelector } = mapAt(value, ['spec'])
  const isScoped = scopes !== undefined || scopeSelector !== undefined
  return isScoped || !isYamlMap(hard) ? [] : Object.keys(hard).filter((name) => COUNTED.has(name))
}

function faultOf(quota: ManifestObject, missing: readonly string[], workload: PreflightWorkload, run: Run): Fault {
  const ours = ourContainer(workload, run.settings.containerName)
  const names = countedBy(quota).filter((name) => missing.includes(name))
  return {
    message:
      `\`${ours.name}\` does not set ${names.map((name) => `\`${name}\``).join(', ')}, which ResourceQuota ` +
      `\`${quota.name}\` asks of each container: no pod would be created.`,
    place: ours.place,
    severity: quota.namespace === '' ? 'warning' : 'error',
  }
}

/** What quotas may count, all containers but ours set, and nothing fills in. */
function missingIn(workload: PreflightWorkload, { settings, objects }: Run): readonly string[] {
  const ours = ourContainer(workload, settings.containerName)
  const others = otherContainers(workload, ours.name)
  return [...COUNTED]
    .filter(
      ([, [field, resource]]) =>
        resourceOf(ours, field, resource) === undefined &&
        others.every((container) => resourceOf(container, field, resource) !== undefined) &&
        !isFilledIn(workload, objects, field, resource),
    )
    .map(([name]) => name)
}
