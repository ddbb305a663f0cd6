import type { Fault, Rule } from './rule.ts'
import { isForWindows, securitySetting } from '../kubernetes/container-security.ts'
import { ourContainer } from '../kubernetes/pod.ts'

export const runAsNonRoot: Rule = {
  name: 'run-as-non-root',
  severity: 'warning',
  fix:
    'Set `runAsUser` in the input `security-context` to the number of a user that may read the migrations, or give the ' +
    'image a numeric one, such as `USER 65532`.',
  find: (workload, { settings }) => {
    const ours = ourContainer(workload, settings.containerName)
    const nonRoot = securitySetting(workload, ours, 'runAsNonRoot')
    if (nonRoot?.value !== true || isForWindows(workload)) return []
    const user = securitySetting(workload, ours, 'runAsUser')
    if (user === undefined) return [{ message: withoutUser(ours.name), place: nonRoot.place }]
    return user.value === 0 ? [{ ...asRoot(ours.name), place: nonRoot.place }] : []
  },
}

function withoutUser(name: string): string {
  return (
    `\`${name}\` must not run as root (\`runAsNonRoot: true\`), and no \`runAsUser\` says as whom: Kubernetes starts it ` +
    'only if the user of its image is a number other than 0.'
  )
}

function asRoot(name: string): Fault {
  return {
    severity: 'error',
    message:
      `\`${name}\` must not run as root (\`runAsNonRoot: true\`), and is told to (\`runAsUser: 0\`): Kubernetes refuses to ` +
      'start it.',
  }
}
