import type { Settings } from '../settings/settings.ts'
import type { Injection } from '../injection/inject.ts'
import { fileUrl } from '../injection/injected-container.ts'
import type { Removal } from '../injection/remove.ts'
import type { RewriteRequest } from '../injection/rewrite.ts'

/** What is asked of each file. */
export function requestOf(settings: Settings): RewriteRequest {
  const { kinds, workloads, selector, namespace = '' } = settings
  return { selection: { kinds, workloads, selector }, change: changeOf(settings), namespace }
}

/** What each pod template is given or loses, as plain Kubernetes objects. */
export function changeOf(settings: Settings): Injection | Removal {
  return settings.operation === 'remove' ? removalOf(settings) : injectionOf(settings)
}

function removalOf(settings: Settings): Removal {
  const { containerName, volumeName, secretName, args } = settings
  return { operation: 'remove', containerName, volumeName, secretName, asked: { args, ...optionalFields(settings) } }
}

function injectionOf(settings: Settings): Injection {
  const { image, env, args, secretName, secretKey, containerName, volumeName, mountPath, position } = settings
  const { command, ...fields } = optionalFields(settings)
  return {
    operation: 'inject',
    volume: { name: volumeName, secret: { secretName } },
    container: {
      name: containerName,
      image,
      imagePullPolicy: settings.imagePullPolicy,
      ...(command && { command }),
      // https://atlasgo.io/cli-reference#atlas-migrate-apply
      args: ['migrate', 'apply', '-c', fileUrl(`${mountPath}/${secretKey}`), '--env', env, ...args],
      volumeMounts: [{ name: volumeName, mountPath }],
      ...fields,
    },
    secretKey,
    position,
  }
}

/** What the settings ask of the container that is not there without them. */
function optionalFields({ command, resources, securityContext }: Settings): Omit<Removal['asked'], 'args'> {
  return {
    ...(command.length > 0 && { command }),
    ...(resources && { resources }),
    ...(securityContext && { securityContext }),
  }
}
