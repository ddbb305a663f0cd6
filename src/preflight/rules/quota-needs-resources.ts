import type { ManifestObject } from '../../manifest/workload.ts'
import { sharesNamespace } from '../namespace.ts'
import { isFilledIn, resourceOf, type ResourceField } from '../resources.ts'
import { WEB_IN_SHOP } from '../example.ts'
import type { Fault, Rule, Run } from '../rule.ts'
import { mapAt, otherContainers, ourContainer, podSpecOf, type PreflightWorkload } from '../workload.ts'

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
    const faults = quotasFor(workload, run).flatMap((quota) => faultsFor(quota, workload, run))
    // Files for several clusters may have a quota more than once.
    return [...new Map(faults.map((fault) => [fault.message, fault])).values()]
  },
}

function quotasFor(workload: PreflightWorkload, { objects }: Run): readonly ManifestObject[] {
  return objects.filter((object) => {
    const { scopes, scopeSelector } = mapAt(object.value, ['spec'])
    const isScoped = scopes !== undefined || scopeSelector !== undefined
    return object.kind === 'ResourceQuota' && !isScoped && sharesNamespace(object, workload)
  })
}

function faultsFor(quota: ManifestObject, workload: PreflightWorkload, run: Run): Fault[] {
  const ours = ourContainer(workload, run.settings.containerName)
  const missing = missingFor(quota, workload, run)
  if (missing.length === 0) return []
  return [
    {
      message:
        `\`${ours.name}\` does not set ${missing.map((name) => `\`${name}\``).join(', ')}, which ResourceQuota ` +
        `\`${quota.name}\` asks of each container: no pod would be created.`,
      place: ours.place,
      severity: quota.namespace === '' ? 'warning' : 'error',
    },
  ]
}

/** What a quota counts, all containers but ours set, and nothing fills in. */
function missingFor(quota: ManifestObject, workload: PreflightWorkload, { settings, objects }: Run): string[] {
  const ours = ourContainer(workload, settings.containerName)
  const others = otherContainers(workload, ours.name)
  return Object.keys(mapAt(quota.value, ['spec', 'hard'])).filter((name) => {
    const [field, resource] = COUNTED.get(name) ?? []
    if (field === undefined || resource === undefined) return false
    return (
      resourceOf(ours, field, resource) === undefined &&
      others.every((container) => resourceOf(container, field, resource) !== undefined) &&
      !isFilledIn(workload, objects, field, resource)
    )
  })
}
