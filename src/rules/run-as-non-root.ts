import type { Fault, Rule } from './rule.ts'
import { isForWindows, securitySetting } from '../kubernetes/container-security.ts'
import { ourContainer } from '../kubernetes/pod.ts'

export const runAsNonRoot: Rule = {
  name: 'run-as-non-root',
  severity: 'warning',
  title: 'The init container must not be root, and has no other user',
  meaning:
    'With `runAsNonRoot: true`, Kubernetes starts a container only when it can tell that its user is not root. If ' +
    '`runAsUser` is 0, it never starts: that is an error. If there is no `runAsUser` at all, the `USER` of the image ' +
    'decides, which has to be a number other than 0: root is refused, and so is a name, as nobody can tell which number ' +
    'it stands for. The pod then waits with `CreateContainerConfigError`. The init container’s own `securityContext` goes ' +
    'before the pod’s, field by field. The rule cannot look into the image, so it warns for one with a numeric user, too. ' +
    'It does not fire for `runAsNonRoot: false` on the init container, for any `runAsUser` but 0, and for pods that ask ' +
    'for Windows.',
  example: {
    manifest: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      securityContext:
        runAsNonRoot: true
      containers:
      - name: web
        image: ghcr.io/repo/web:v1
`,
  },
  fix:
    'Set `runAsUser` in the input `security-context` to the number of a user that may read the migrations, or give the ' +
    'image a numeric one, such as `USER 65532`.',
  sources: [
    {
      title: 'Kubernetes: Configure a Security Context for a Pod or Container',
      url: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    },
    {
      title: 'Kubernetes: Pod, security context',
      url: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#security-context-1',
    },
  ],
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
