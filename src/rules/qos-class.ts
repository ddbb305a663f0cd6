import { amountOf } from '../kubernetes/amount.ts'
import { isFilledIn, resourceOf } from '../kubernetes/container-resources.ts'
import type { Rule, Run } from './rule.ts'
import { type Container, otherContainers, ourContainer, podSpecOf, type PreflightWorkload } from '../kubernetes/pod.ts'

/** The resources that decide: https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/#guaranteed */
const RESOURCES = ['cpu', 'memory'] as const

export const qosClass: Rule = {
  name: 'qos-class',
  severity: 'warning',
  fix: 'Set the input `resources` with limits for `cpu` and `memory`. Limits up to the sum of the other containers cost nothing: a pod requests the larger of the two.',
  find: (workload, run) => {
    const ours = ourContainer(workload, run.settings.containerName)
    const others = otherContainers(workload, ours.name)
    if (podSpecOf(workload).resources !== undefined || !others.every(isGuaranteed)) return []
    if (RESOURCES.every((resource) => isFixed(ours, resource) || isLimitFilledIn(ours, resource, workload, run)))
      return []
    return [
      {
        message: `\`${ours.name}\` turns its pods from \`Guaranteed\` to \`Burstable\`: it has no CPU and memory limits, or requests less.`,
        place: ours.place,
      },
    ]
  },
}

function isGuaranteed(container: Container): boolean {
  return RESOURCES.every((resource) => isFixed(container, resource))
}

/** Whether a container has a limit for a resource and requests as much. */
function isFixed(container: Container, resource: string): boolean {
  const limit = amountOf(resourceOf(container, 'limits', resource))
  return limit !== undefined && limit > 0 && limit === amountOf(resourceOf(container, 'requests', resource))
}

function isLimitFilledIn(
  container: Container,
  resource: string,
  workload: PreflightWorkload,
  { objects }: Run,
): boolean {
  return resourceOf(container, 'limits', resource) === undefined && isFilledIn(workload, objects, 'limits', resource)
}
