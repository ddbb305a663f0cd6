import type { Settings } from '../settings/settings.ts'
import type { Injection } from '../injection/inject.ts'
import { fileUrl } from '../injection/ours.ts'
import type { Removal } from '../injection/remove.ts'
import type { RewriteRequest } from '../injection/rewrite.ts'

/** What is asked of each file. */
export function requestOf(inputs: Settings): RewriteRequest {
  const { kinds, workloads, selector, namespace = '' } = inputs
  return { selection: { kinds, workloads, selector }, change: changeOf(inputs), namespace }
}

/** What each pod template is given or loses, as plain Kubernetes objects. */
export function changeOf(inputs: Settings): Injection | Removal {
  return inputs.operation === 'remove' ? removalOf(inputs) : injectionOf(inputs)
}

function removalOf(inputs: Settings): Removal {
  const { containerName, volumeName, secretName, args } = inputs
  return { operation: 'remove', containerName, volumeName, secretName, asked: { args, ...settingsOf(inputs) } }
}

function injectionOf(inputs: Settings): Injection {
  const { image, env, args, secretName, secretKey, containerName, volumeName, mountPath, position } = inputs
  const { command, ...settings } = settingsOf(inputs)
  return {
    operation: 'inject',
    volume: { name: volumeName, secret: { secretName } },
    container: {
      name: containerName,
      image,
      imagePullPolicy: inputs.imagePullPolicy,
      ...(command && { command }),
      // https://atlasgo.io/cli-reference#atlas-migrate-apply
      args: ['migrate', 'apply', '-c', fileUrl(`${mountPath}/${secretKey}`), '--env', env, ...args],
      volumeMounts: [{ name: volumeName, mountPath }],
      ...settings,
    },
    secretKey,
    position,
  }
}

/** What the inputs ask of the container that is not there without them. */
function settingsOf({ command, resources, securityContext }: Settings): Omit<Removal['asked'], 'args'> {
  return {
    ...(command.length > 0 && { command }),
    ...(resources && { resources }),
    ...(securityContext && { securityContext }),
  }
}
