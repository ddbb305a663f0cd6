import { itemsOf, textOf } from '../../manifest/value.ts'
import type { Database } from '../database.ts'
import type { Rule } from '../rule.ts'
import { hasItsDatabaseInside } from '../services.ts'
import { containersOf, type Container } from '../workload.ts'

/** The last part of the names of images that are PostgreSQL's server, or one with extensions. */
const POSTGRES = ['postgres', 'postgresql', 'postgis', 'pgvector', 'timescaledb', 'timescaledb-ha']

/** The same of MySQL and what speaks its protocol. */
const MYSQL = ['mysql', 'mysql-server', 'percona-server', 'mariadb', 'mariadb-galera']

/** What starts the server in such images, where a command or an argument says so. */
const SERVER_COMMANDS = ['docker-entrypoint.sh', 'postgres', 'mysqld', 'mariadbd']

/** Hosts that are the pod itself: https://datatracker.ietf.org/doc/html/rfc6890#section-2.2.2 */
const IN_THE_POD = /^(?:localhost|127\.[\d.]+|\[::1\]|0\.0\.0\.0)$/

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
    const servers = serversOf(database)
    const server = containersOf(workload, 'containers').find((container) => runsServer(container, servers))
    if (!server) return []
    const message = `its container \`${server.name}\` is a database server, which starts only after \`${settings.containerName}\` has ended.`
    return [{ place: server.place, message }]
  },
}

function serversOf(database: Database | undefined): readonly string[] {
  switch (database?.engine) {
    case undefined:
      return [...POSTGRES, ...MYSQL]
    case 'PostgreSQL':
      return POSTGRES
    case 'MySQL':
    case 'MariaDB':
      return MYSQL
    default:
      return []
  }
}

function isInThePod({ hosts }: Database): boolean {
  return hosts.length === 0 || hosts.some(({ name }) => IN_THE_POD.test(name))
}

function runsServer({ value }: Container, servers: readonly string[]): boolean {
  const name = /([^/:@]+)(?::[^/@]*)?(?:@.*)?$/.exec(textOf(value.image))?.[1] ?? ''
  const [command] = itemsOf(value.command).map(textOf)
  const [argument] = itemsOf(value.args).map(textOf)
  return servers.includes(name) && startsServer(command) && (startsServer(argument) || isFlag(argument))
}

function isFlag(word = ''): boolean {
  return word.startsWith('-')
}

/** Without a word, the image's own entry point does. */
function startsServer(word: string | undefined): boolean {
  return word === undefined || SERVER_COMMANDS.includes(word.replace(/^.*\//, ''))
}
