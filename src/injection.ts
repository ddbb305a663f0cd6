import type { Inputs } from './inputs.ts'
import type { Injection } from './manifest/inject.ts'
import { fileUrl } from './manifest/ours.ts'
import type { Removal } from './manifest/remove.ts'

/** What each pod template is given or loses, as plain Kubernetes objects. */
export function changeOf(inputs: Inputs): Injection | Removal {
  const { operation, containerName, volumeName, secretName } = inputs
  return operation === 'remove' ? { operation, containerName, volumeName, secretName } : injectionOf(inputs)
}

function injectionOf(inputs: Inputs): Injection {
  const { image, env, args, command, secretName, secretKey, containerName, volumeName, mountPath } = inputs
  const { position, resources, securityContext } = inputs
  return {
    operation: 'inject',
    volume: { name: volumeName, secret: { secretName } },
    container: {
      name: containerName,
      image,
      imagePullPolicy: inputs.imagePullPolicy,
      ...(command.length === 0 ? {} : { command }),
      // https://atlasgo.io/cli-reference#atlas-migrate-apply
      args: ['migrate', 'apply', '-c', fileUrl(`${mountPath}/${secretKey}`), '--env', env, ...args],
      volumeMounts: [{ name: volumeName, mountPath }],
      ...(resources && { resources }),
      ...(securityContext && { securityContext }),
    },
    secretKey,
    position,
  }
}
