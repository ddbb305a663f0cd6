import { isFile, type Database } from '../atlas/database.ts'
import type { Fault, Rule } from './rule.ts'
import { mountAt, volumesOf } from '../kubernetes/volumes.ts'
import { containersOf, isSidecar, ourContainer, type Container, type PreflightWorkload } from '../kubernetes/pod.ts'

export const sqliteNotShared: Rule = {
  name: 'sqlite-not-shared',
  severity: 'error',
  fix: 'Add the init container to the manifest yourself, with the volume of the file in its `volumeMounts`. The action keeps what you add.',
  find: (workload, { database, settings }) => {
    if (!database || !isFile(database)) return []
    return faultsOf(database, ourContainer(workload, settings.containerName), workload)
  },
}

function faultsOf({ path, parameters }: Database, ours: Container, workload: PreflightWorkload): readonly Fault[] {
  const place = [...ours.place, 'volumeMounts']
  if (path === ':memory:' || parameters.get('mode') === 'memory')
    return [
      { message: `the database URL names an in-memory database, which is lost when \`${ours.name}\` exits.`, place },
    ]
  const shared = sharedVolumes(ours, workload)
  if (path.startsWith('/') ? shared.includes(mountAt(ours, path)?.volume ?? '') : shared.length > 0) return []
  return [
    {
      message: `the database file is not on a volume that \`${ours.name}\` and the app share, so the app never sees the migrated database.`,
      place,
    },
  ]
}

/** The volumes that ours and a container that outlives it both mount. */
function sharedVolumes(ours: Container, workload: PreflightWorkload): readonly string[] {
  const others = [
    ...containersOf(workload, 'containers'),
    ...containersOf(workload, 'initContainers').filter(isSidecar),
  ].flatMap(volumesOf)
  return volumesOf(ours).filter((volume) => others.includes(volume))
}
