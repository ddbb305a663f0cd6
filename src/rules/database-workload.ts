import { isLoopback, type Database } from '../atlas/database.ts'
import { runsServer } from './database-server.ts'
import type { Rule } from './rule.ts'
import { hasItsDatabaseInside } from './services.ts'
import { containersOf } from '../kubernetes/pod.ts'

export const databaseWorkload: Rule = {
  name: 'database-workload',
  severity: 'warning',
  title: 'The workload is a database itself',
  meaning:
    'The input `workloads` names every workload unless it is given, and so takes in the database that an example or a small ' +
    'setup brings along. An init container there migrates a database before its server starts, or holds it back until another ' +
    'database is up.\n\n' +
    "The rule fires when a container's image is a server of PostgreSQL, MySQL or MariaDB by its name (`postgres`, `postgis`, " +
    '`mariadb`) and, where the database URL is given, of that same kind. It does not fire for Jobs and CronJobs, for a container ' +
    'that is told to run something else, such as `pg_dump`, when the URL leads into the pod itself, and when `waits-for-itself` does.',
  example: {
    manifest: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: db
spec:
  template:
    spec:
      containers:
      - name: postgres
        image: postgres:17
`,
  },
  fix:
    'Take this workload out: by a line with `!` and its name in the input `workloads`, or by the annotation ' +
    '`atlas-init-container/inject: disabled` on it.',
  sources: [
    {
      title: 'Kubernetes: init containers',
      url: 'https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#detailed-behavior',
    },
  ],
  find: (workload, run) => {
    const { database, settings } = run
    if (['Job', 'CronJob'].includes(workload.kind)) return []
    if ((database && isInThePod(database)) || hasItsDatabaseInside(workload, run)) return []
    const server = containersOf(workload, 'containers').find((container) => runsServer(container, database?.engine))
    if (!server) return []
    const message = `its container \`${server.name}\` is a database server, which starts only after \`${settings.containerName}\` has ended.`
    return [{ place: server.place, message }]
  },
}

function isInThePod({ hosts }: Database): boolean {
  return hosts.length === 0 || hosts.some(isLoopback)
}
