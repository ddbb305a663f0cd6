import { isLoopback, type Database } from '../atlas/database.ts'
import { runsServer } from './database-server.ts'
import type { Rule } from './rule.ts'
import { hasItsDatabaseInside } from './services.ts'
import { containersOf } from '../kubernetes/pod.ts'

export const databaseWorkload: Rule = {
  name: 'database-workload',
  severity: 'warning',
  fix: 'Exclude this workload: add a line with `!` and its name to the input `workloads`, or add the annotation `atlas-init-container/inject: disabled` to it.',
  find: (workload, run) => {
    const { database, settings } = run
    if (['Job', 'CronJob'].includes(workload.kind)) return []
    if ((database && isInThePod(database)) || hasItsDatabaseInside(workload, run)) return []
    const server = containersOf(workload, 'containers').find((container) => runsServer(container, database?.engine))
    if (!server) return []
    const message = `its container \`${server.name}\` is a database server, which starts only after \`${settings.containerName}\` finishes.`
    return [{ place: server.place, message }]
  },
}

function isInThePod({ hosts }: Database): boolean {
  return hosts.length === 0 || hosts.some(isLoopback)
}
