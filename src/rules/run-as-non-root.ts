import type { Rule } from './rule.ts'
import { isForWindows, securitySetting } from '../kubernetes/container-security.ts'
import { initContainerOf } from '../kubernetes/pod.ts'

export const runAsNonRoot: Rule = {
  name: 'run-as-non-root',
  severity: 'warning',
  fix: 'In the input `security-context`, set `runAsUser` to the ID of a user that can read the migrations. Or give the image a numeric user, such as `USER 65532`.',
  find: (workload, { settings }) => {
    const initContainer = initContainerOf(workload, settings.containerName)
    const nonRoot = securitySetting(workload, initContainer, 'runAsNonRoot')
    if (nonRoot?.value !== true || isForWindows(workload)) return []
    const user = securitySetting(workload, initContainer, 'runAsUser')
    const { name } = initContainer
    if (user === undefined) return [{ message: withoutUser(name), place: nonRoot.place }]
    return user.value === 0 ? [{ message: asRoot(name), place: nonRoot.place, severity: 'error' }] : []
  },
}

function withoutUser(name: string): string {
  return `\`runAsNonRoot: true\` without \`runAsUser\`: \`${name}\` starts only if the user of its image is a number other than 0.`
}

function asRoot(name: string): string {
  return `\`runAsNonRoot: true\` with \`runAsUser: 0\`: Kubernetes does not start \`${name}\`.`
}
