import type { Inputs } from './inputs.ts'
import { fileUrl, type Injection } from './manifest/inject.ts'

/** What each pod template is given, as plain Kubernetes objects. */
export function injectionOf(inputs: Inputs): Injection {
  const { image, env, args, command, secretName, secretKey, containerName, volumeName, mountPath } = inputs
  return {
    volume: { name: volumeName, secret: { secretName } },
    container: {
      name: containerName,
      image,
      imagePullPolicy: inputs.imagePullPolicy,
      ...(command.length === 0 ? {} : { command }),
      // https://atlasgo.io/cli-reference#atlas-migrate-apply
      args: ['migrate', 'apply', '-c', fileUrl(`${mountPath}/${secretKey}`), '--env', env, ...args],
      volumeMounts: [{ name: volumeName, mountPath }],
    },
    secretKey,
  }
}
