import { isFile, type Database } from '../atlas/database.ts'
import type { Finding, Rule } from './rule.ts'
import { mountAt, volumesOf } from '../kubernetes/volumes.ts'
import { containersOf, isSidecar, initContainerOf, type Container } from '../kubernetes/pod.ts'
import type { Workload } from '../kubernetes/workload.ts'

export const sqliteNotShared: Rule = {
  name: 'sqlite-not-shared',
  severity: 'error',
  fix: 'Add the init container to the manifest yourself, with the volume of the file in its `volumeMounts`. The action keeps what you add.',
  find: (workload, { database, settings }) => {
    if (!database || !isFile(database)) return []
    return findingsOf(database, initContainerOf(workload, settings.containerName), workload)
  },
}

function findingsOf({ path, parameters }: Database, initContainer: Container, workload: Workload): readonly Finding[] {
  const place = [...initContainer.place, 'volumeMounts']
  if (path === ':memory:' || parameters.get('mode') === 'memory')
    return [
      {
        message: `the database URL names an in-memory database, which is lost when \`${initContainer.name}\` exits.`,
        place,
      },
    ]
  const shared = sharedVolumes(initContainer, workload)
  if (path.startsWith('/') ? shared.includes(mountAt(initContainer, path)?.volume ?? '') : shared.length > 0) return []
  return [
    {
      message: `the database file is not on a volume that \`${initContainer.name}\` and the app share, so the app never sees the migrated database.`,
      place,
    },
  ]
}

/** The volumes that the init container shares with containers that run after it. */
function sharedVolumes(initContainer: Container, workload: Workload): readonly string[] {
  const others = [
    ...containersOf(workload, 'containers'),
    ...containersOf(workload, 'initContainers').filter(isSidecar),
  ].flatMap(volumesOf)
  return volumesOf(initContainer).filter((volume) => others.includes(volume))
}
