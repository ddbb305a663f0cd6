import { isFile, type Database } from '../atlas/database.ts'
import type { Fault, Rule } from './rule.ts'
import { mountAt, volumesOf } from '../kubernetes/volumes.ts'
import { containersOf, isSidecar, ourContainer, type Container, type PreflightWorkload } from '../kubernetes/pod.ts'

export const sqliteNotShared: Rule = {
  name: 'sqlite-not-shared',
  severity: 'error',
  fix:
    'Write the init container into the manifest yourself, with the volume of the file among its `volumeMounts`: what you add ' +
    'to it stays.',
  find: (workload, { database, settings }) => {
    if (!database || !isFile(database)) return []
    return faultsOf(database, ourContainer(workload, settings.containerName), workload)
  },
}

function faultsOf({ path, parameters }: Database, ours: Container, workload: PreflightWorkload): readonly Fault[] {
  const place = [...ours.place, 'volumeMounts']
  if (path === ':memory:' || parameters.get('mode') === 'memory')
    return [{ message: `the database URL names a database in memory, which ends with \`${ours.name}\`.`, place }]
  const shared = sharedVolumes(ours, workload)
  if (path.startsWith('/') ? shared.includes(mountAt(ours, path)?.volume ?? '') : shared.length > 0) return []
  return [
    {
      message: `the file that the database URL names lies on no volume that \`${ours.name}\` and the app share, so the app never sees what is migrated.`,
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
