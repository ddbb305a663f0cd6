import { mapAt, mapsOf, textOf } from '../yaml/value.ts'
import type { Rule } from './rule.ts'
import { mountAt, volumeOf } from '../kubernetes/volumes.ts'
import { initContainerOf, type Container } from '../kubernetes/pod.ts'
import type { Workload } from '../kubernetes/workload.ts'

/** Volumes that are always read-only: https://kubernetes.io/docs/concepts/storage/projected-volumes/ */
const READ_ONLY_VOLUMES: readonly string[] = ['configMap', 'downwardAPI', 'projected', 'secret']

export const readOnlyRoot: Rule = {
  name: 'read-only-root',
  severity: 'error',
  fix: 'Add the init container to the manifest yourself, with an `emptyDir` volume mounted at `/tmp`. The action keeps what you add.',
  find: (workload, { database, settings }) => {
    const initContainer = initContainerOf(workload, settings.containerName)
    const isReadOnly = mapAt(initContainer.value, ['securityContext']).readOnlyRootFilesystem === true
    const hasLockFile = database?.engine === 'SQLite' || database?.engine === 'libSQL'
    const folder = tempFolderOf(initContainer)
    if (!isReadOnly || !hasLockFile || folder === undefined || isWritable(folder, initContainer, workload)) return []
    return [
      {
        message: `\`${initContainer.name}\` has a read-only root file system, but the Atlas lock for ${database.engine} is a file in \`${folder}\`, where it mounts no writable volume.`,
        place: [...initContainer.place, 'securityContext', 'readOnlyRootFilesystem'],
      },
    ]
  },
}

/** The temporary directory, as Go finds it; undefined if unknown: https://pkg.go.dev/os#TempDir */
function tempFolderOf({ value }: Container): string | undefined {
  const variable = mapsOf(value.env).find(({ name }) => name === 'TMPDIR')
  if (!variable) return 'envFrom' in value ? undefined : '/tmp'
  const folder = textOf(variable.value)
  return folder.startsWith('/') && !folder.includes('$(') ? folder : undefined
}

function isWritable(folder: string, initContainer: Container, workload: Workload): boolean {
  const mount = mountAt(initContainer, folder)
  if (!mount || mount.isReadOnly) return false
  const volume = volumeOf(workload, mount.volume)
  return !READ_ONLY_VOLUMES.some((kind) => kind in volume)
}
