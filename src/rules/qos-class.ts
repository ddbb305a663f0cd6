import { isFilledIn, resourceOf } from '../kubernetes/container-resources.ts'
import { quantityOf } from '../kubernetes/quantity.ts'
import type { Rule, Run } from './rule.ts'
import { type Container, otherContainers, initContainerOf, podSpecOf } from '../kubernetes/pod.ts'
import type { Workload } from '../kubernetes/workload.ts'

/** The resources that decide the class: https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/#guaranteed */
const RESOURCES = ['cpu', 'memory'] as const

export const qosClass: Rule = {
  name: 'qos-class',
  severity: 'warning',
  fix: 'Set the input `resources` with limits for `cpu` and `memory`. Limits up to the sum of the other containers cost nothing: a pod requests the larger of the two.',
  find: (workload, run) => {
    const initContainer = initContainerOf(workload, run.settings.containerName)
    const others = otherContainers(workload, initContainer.name)
    if (podSpecOf(workload).resources !== undefined || !others.every(isGuaranteed)) return []
    if (
      RESOURCES.every(
        (resource) => isFixed(initContainer, resource) || isLimitFilledIn(initContainer, resource, workload, run),
      )
    )
      return []
    return [
      {
        message: `\`${initContainer.name}\` turns its pods from \`Guaranteed\` to \`Burstable\`: it has no CPU and memory limits, or requests less.`,
        place: initContainer.place,
      },
    ]
  },
}

function isGuaranteed(container: Container): boolean {
  return RESOURCES.every((resource) => isFixed(container, resource))
}

/** Whether the limit and the request of a resource are equal. */
function isFixed(container: Container, resource: string): boolean {
  const limit = quantityOf(resourceOf(container, 'limits', resource))
  return limit !== undefined && limit > 0n && limit === quantityOf(resourceOf(container, 'requests', resource))
}

function isLimitFilledIn(container: Container, resource: string, workload: Workload, { objects }: Run): boolean {
  return resourceOf(container, 'limits', resource) === undefined && isFilledIn(workload, objects, 'limits', resource)
}
