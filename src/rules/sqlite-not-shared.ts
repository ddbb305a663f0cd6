import { isFile, type Database } from '../atlas/database.ts'
import { WEB } from './example.ts'
import type { Fault, Rule } from './rule.ts'
import { mountAt, volumesOf } from '../kubernetes/volumes.ts'
import { containersOf, isSidecar, ourContainer, type Container, type PreflightWorkload } from '../kubernetes/pod.ts'

export const sqliteNotShared: Rule = {
  name: 'sqlite-not-shared',
  severity: 'error',
  title: 'The app never sees the migrated file',
  meaning:
    'SQLite is a file. Where it lies on no volume that `migrate` and a container of the app both mount, `migrate` makes a ' +
    'file of its own, migrates it and takes it along when it ends, and the app goes on with another one. A database in ' +
    'memory is gone just so.\n\n' +
    'The rule fires for SQLite, and for libSQL in a file, where `migrate` mounts nothing at the path of the database URL, or ' +
    'only a volume that no container of the app mounts. A path that is relative starts at the folder that the image names, ' +
    'which does not show: then the rule fires only where the two share no volume at all.',
  example: {
    manifest: `${WEB}        volumeMounts:
        - name: data
          mountPath: /data
      volumes:
      - name: data
        persistentVolumeClaim:
          claimName: data
`,
    inputs: { 'database-url': 'sqlite:///data/app.db' },
  },
  fix:
    'Write the init container into the manifest yourself, with the volume of the file among its `volumeMounts`: what you add ' +
    'to it stays.',
  sources: [
    { title: 'Atlas: URLs', url: 'https://atlasgo.io/concepts/url' },
    { title: 'Kubernetes: volumes', url: 'https://kubernetes.io/docs/concepts/storage/volumes/' },
  ],
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
